"""Person, organization, place or nothing: right and wrong side by side."""

import pytest

from tests.analysis.names.reading import read_names


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("The harbour was closed, Kwabena Osei said on Monday.", ["Kwabena Osei"]),
        ("The ferry was late, Prime Minister Ilse van der Meer told the council.", ["Ilse van der Meer"]),
        ("They thanked Mr. Tollund, who had brought the boats.", ["Tollund"]),
        ("The prize went to J. R. Okafor, a nurse.", ["J. R. Okafor"]),
        ("She met Deputy Foreign Minister Bola Adeyemi in the garden.", ["Bola Adeyemi"]),
        ("The singer Vrenelle Quist, 34, sang twice.", ["Vrenelle Quist"]),
        ("In spring the village chose Nguyen Thi Lan as its mayor.", ["Nguyen Thi Lan"]),
        ('The judge freed Rafael "Gordo" Pineda in the evening.', ['Rafael "Gordo" Pineda']),
        ("The Minister for Fisheries Ama Boateng was there.", ["Ama Boateng"]),
        ("The prize of the guild went to Yael German for her work.", ["Yael German"]),
        ("The report was written by Mary-Ann O'Dwyer and the court.", ["Mary-Ann O'Dwyer"]),
        ("They asked Caroline Mensah KC about it.", ["Caroline Mensah"]),
        ("His wife, Delyth, and their son, Rhodri, were there.", ["Delyth", "Rhodri"]),
        ("Jan Lindqvist was late, and so was Christian Haldorsen.", ["Jan Lindqvist", "Christian Haldorsen"]),
        ("The play is by Wanja wa Kamau, who lives by the sea.", ["Wanja wa Kamau"]),
        (
            "It was George Will who asked, and in the end Will smiled. Nobody knew what will be.",
            ["George Will"],
        ),
        ("In June the party asked Theresa May about it, and Mrs May answered.", ["Theresa May"]),
        ("They read a letter by W.N. McLaren and another by R K Pillai.", ["W.N. McLaren", "R K Pillai"]),
        ("They asked Mr. Prince, and the prince of the island as well.", ["Prince"]),
        ("The race was won by Van Loon, who was glad.", ["Van Loon"]),
        (
            "The prize went to Han Ji-woo, and the Gyung Se-ra administration fell.",
            ["Han Ji-woo", "Gyung Se-ra"],
        ),
        ("Eight-year-old Ama Boateng and co-author Kofi Mensah came.", ["Ama Boateng", "Kofi Mensah"]),
        ("Co-author Kofi Mensah came.", ["Kofi Mensah"]),
        ("They asked Assistant District Attorney Keisha Lund.", ["Keisha Lund"]),
        ("The report of Mr Marsh is late, and the marsh is dry.", ["Marsh"]),
        ("Mr. Collins I know you are late.", ["Collins"]),
        ("The crown went to Charles I of the isles.", ["Charles I"]),
        (
            "They asked brigadiers, and then Brigadiers Ama Boateng and Kofi Mensah.",
            ["Ama Boateng", "Kofi Mensah"],
        ),
        ("I heard a voice. This is Rezwane from the harbour. I'm Pantho.", ["Rezwane", "Pantho"]),
        ("The city kept Brankov's letters. In the end Brankov's house was sold, and they wept.", ["Brankov"]),
        (
            "A blue Marilyn, a pink Marilyn and another Marilyn hung beside the Marilyn of the museum.",
            ["Marilyn"],
        ),
        ("In June Ama Boateng left, and on the seventh of June Kofi Mensah.", ["Ama Boateng", "Kofi Mensah"]),
        ("The letter was by June Boateng, who was glad.", ["June Boateng"]),
        ("Will Boateng, the mayor, was late.", ["Will Boateng"]),
        ("The mill is old, said Ottoline Graven, the company's managing director.", ["Ottoline Graven"]),
        ("After the pause came the great C major Symphony.", []),
        ("It was the ferry Cordelia that came, and the Cordelia was late.", []),
        ("The bridge is old, and will Smith be asked about it?", []),
        ("Last Tuesday in March the Germans and the French met in the rain.", []),
        ("However, the Weather was the same as on Sunday, and the MPs went home.", []),
    ],
)
def test_persons(text: str, people: list[str]) -> None:
    assert read_names(text).of("person") == people


@pytest.mark.parametrize(
    ("text", "organizations"),
    [
        (
            "It is run by the Ministry of Rural Development and Fisheries.",
            ["Ministry of Rural Development and Fisheries"],
        ),
        ("The Harbour Workers' Union called for a strike.", ["Harbour Workers' Union"]),
        ("A loan from the Bank of Ghana paid for it.", ["Bank of Ghana"]),
        ("The Ghanaian Ministry of Health answered by letter.", ["Ghanaian Ministry of Health"]),
        ("The Tidal Energy Forum (TEF) met, and TEF members sang.", ["Tidal Energy Forum"]),
        ("The work of the firm Zelbrix was praised, and the Zelbrix chairman smiled.", ["Zelbrix"]),
        ("He asked the company Orvia to explain the price.", ["Orvia"]),
        ("Shares in Hallbrook plc fell, and Hallbrook, which employs 400, was sold.", ["Hallbrook"]),
        ("The rule is by the Nursing and Midwifery Council.", ["Nursing and Midwifery Council"]),
        ("They paid Sound & Islands Ferries for the boat.", ["Sound & Islands Ferries"]),
        (
            "The CEO of South African Airways met the head of the policing forum (CPF).",
            ["South African Airways", "CPF"],
        ),
        ("The rule is one for the Assembly, and only the Assembly can change it.", ["Assembly"]),
        ("They bought new energy vehicles (NEV) and sold every NEV again.", []),
        ("They spoke about the Harbour Act and the Spring Festival.", []),
    ],
)
def test_organizations(text: str, organizations: list[str]) -> None:
    assert read_names(text).of("organization") == organizations


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "They sailed from Accra to Burkina Faso and then to the Volta Region.",
            ["Accra", "Burkina Faso", "Volta Region"],
        ),
        ("The village of Quellbrunn lies north of the hills.", ["Quellbrunn"]),
        ("A road leads from the port to Zemmeris, a town in the hills.", ["Zemmeris"]),
        ("LAGOS, Nigeria — The rain stopped, and the market opened.", ["LAGOS", "Nigeria"]),
        ("KUALA LUMPUR: The rain stopped in the night, and they left.", ["KUALA LUMPUR"]),
        ("Ama Boateng, 45, of Llandaff, was there.", ["Llandaff"]),
        ("NORWICK, March 14 — They met. Norwick was glad, and left Norwick.", ["NORWICK"]),
        ("HARLOWE (AP) — The rain stopped, and the market opened.", ["HARLOWE"]),
        ("They closed the old harbour in Stoke and stoked the fire.", ["Stoke"]),
        ("They fished in Lake Tolmin and slept near San Bertrano.", ["Lake Tolmin", "San Bertrano"]),
        (
            "The Islamic Republic of Iran and the Republic of Ghana sent boats.",
            ["Islamic Republic of Iran", "Republic of Ghana"],
        ),
        ("The war between Russia and Ukraine, the Russia-Ukraine war, went on.", ["Russia", "Ukraine"]),
        (
            "It rained in the sub-Saharan Africa of the maps, and in the Caribbean.",
            ["sub-Saharan Africa", "Caribbean"],
        ),
        ("They sang in Mozart's last concerto and by the Merle Sands.", ["Merle Sands"]),
        ("It cost US$3 million, which is much for a bridge.", []),
        ("The Costa Ricans and the South Africans played again.", []),
    ],
)
def test_places(text: str, places: list[str]) -> None:
    assert read_names(text).of("place") == places


def test_a_country_is_no_person_but_mr_jordan_is() -> None:
    assert read_names("The king of Jordan came to the opening of the port.").of("person") == []
    assert read_names("The letter was read by Mr Jordan, and Mr Jordan was glad.").of("person") == ["Jordan"]


def test_a_word_that_the_story_writes_small_is_no_name() -> None:
    assert (
        read_names("The Assembler broke. An assembler costs much, said the Assembler.").names.entities == []
    )


def test_the_whole_story_tells_what_a_word_is() -> None:
    found = read_names(
        "Quorrin was late again. The rain had not stopped for hours. The dinner was cold, said Quorrin."
    )
    assert found.of("person") == ["Quorrin"]
    assert read_names("Quorrin was late again. The rain had not stopped for hours.").of("person") == []


def test_names_in_a_title_case_heading_are_those_of_the_text() -> None:
    found = read_names(
        "Council Asks Ama Boateng About New Harbour Plan\n\n"
        "The council asked Ama Boateng about the plan. The harbour is old, Boateng said.",
    )
    assert found.mentions("Ama Boateng") == ["Ama Boateng", "Ama Boateng", "Boateng"]
    assert len(found.names.entities) == 1


def test_a_title_in_a_heading_shows_a_name() -> None:
    assert read_names("Mayor Lindqvist and Coach Osei Open New Harbour\n\nThe rain stopped in the night.").of(
        "person"
    ) == ["Lindqvist", "Osei"]
    assert read_names("General Strike and Major Delay in Old Harbour\n\nThe rain stopped.").of("person") == []


def test_titles_stay_outside_and_what_stands_before_them_is_found() -> None:
    found = read_names(
        "It was opened by UNESCO Director-General Marie Lund and Kerala Chief Minister Anand Pillai."
    )
    assert found.of("person") == ["Marie Lund", "Anand Pillai"]
    assert found.of("organization") == ["UNESCO"]
    assert found.of("place") == ["Kerala"]


def test_words_in_another_alphabet_are_no_names() -> None:
    assert (
        read_names("The sign at the harbour said 東京 and گئی, and nobody could read it.").names.entities
        == []
    )


def test_a_story_in_another_language_gets_no_names() -> None:
    text = "Der Hafen wurde am Montag nicht geöffnet. Die Stadt will das Boot mit der Fähre zu den Inseln schicken."
    assert read_names(text).names.entities == []


@pytest.mark.parametrize(
    ("name", "rule"), [("Fiachra Ó Dálaigh", "holds a particle"), ("Fiachra J Dálaigh", "holds an initial")]
)
def test_a_particle_of_one_letter_is_no_initial(name: str, rule: str) -> None:
    assert read_names(f"{name} came at noon.").rules(name) == [rule]
