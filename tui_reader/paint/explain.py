"""One line that says what a quote or a name is, by which rule, and how sure that is."""

from tui_reader import signs
from tui_reader.analysis.corrections import RULE as CORRECTED
from tui_reader.analysis.model import Analysis, Entity, Mention, Quote
from tui_reader.analysis.quotes.telling import told

_BY_HAND = "put right by you"


def of_quote(text: str, analysis: Analysis, quote: Quote) -> list[str]:
    """Who speaks, how, and by which rules: "she → Ada Lund · said in a statement · certain (X said; subject before)".

    Shorter forms follow, which leave rules out.
    """
    if not analysis.english:
        return ["Speakers are found in English stories only"]
    if quote.rule == CORRECTED:
        return [signs.now().between.join((quote.speaker_name or "Nobody", _BY_HAND))]
    if quote.speaker_name is None:
        return ["Speaker unknown"]
    speaker, *more = _speaker(text, analysis, quote, quote.speaker_name)
    said = signs.now().between.join(filter(None, (speaker, told(text, quote), quote.confidence)))
    rules = [quote.rule, *more]
    shorter = (rules[:number] for number in range(len(rules), 0, -1))
    return [*(f"{said} ({'; '.join(some)})" for some in shorter), said]


def of_name(text: str, mention: Mention, entity: Entity) -> str:
    """Whom a name names and by which rule: "Kim → Kim Kardashian (part of a fuller name) · person · 3 times"."""
    name = " ".join(text[mention.start : mention.end].split())
    full = entity.name if name == entity.name else f"{name} {signs.now().means} {entity.name}"
    rule = _BY_HAND if mention.rule == CORRECTED else mention.rule
    times = len(entity.names)
    often = "once" if times == 1 else f"{times} times"
    return signs.now().between.join((f"{full} ({rule})", entity.type, often))


def _speaker(text: str, analysis: Analysis, quote: Quote, name: str) -> list[str]:
    """The speaker, with the mention nearby that stands for the speaker; then the rule that says so."""
    if quote.speaker_start is None or quote.speaker_end is None or quote.speaker not in analysis.by_id:
        return [name]
    local = " ".join(text[quote.speaker_start : quote.speaker_end].split())
    if local == name:
        return [name]
    mentions = analysis.by_id[quote.speaker].mentions
    rules = [mention.rule for mention in mentions if mention.start == quote.speaker_start]
    return [f"{local} {signs.now().means} {name}", *rules[:1]]
