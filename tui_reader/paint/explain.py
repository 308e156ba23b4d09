"""One line that says what a quote or a name is, and how sure that is."""

from tui_reader.analysis.model import Analysis, Entity, Mention, Quote


def of_quote(text: str, analysis: Analysis, quote: Quote) -> str:
    """Who speaks, how the story says so, and how sure it is: "she → Kim Kardashian · said · certain"."""
    if quote.speaker_name is None:
        return "Speaker unknown"
    speaker = quote.speaker_name
    if quote.speaker_start is not None and quote.speaker_end is not None:
        local = " ".join(text[quote.speaker_start : quote.speaker_end].split())
        if local != speaker and quote.speaker in analysis.by_id:
            speaker = f"{local} → {speaker}"
    return " · ".join(part for part in (speaker, quote.cue, quote.confidence) if part)


def of_name(text: str, mention: Mention, entity: Entity) -> str:
    """Whom or what a name names, and how often the story does: "Kim → Kim Kardashian · person · 3 times"."""
    name = " ".join(text[mention.start : mention.end].split())
    full = entity.name if name == entity.name else f"{name} → {entity.name}"
    times = len(entity.names)
    return f"{full} · {entity.type} · {'once' if times == 1 else f'{times} times'}"
