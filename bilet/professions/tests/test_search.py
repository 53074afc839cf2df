"""The search finds what people mean."""

import pytest

from bilet.professions.library import PROFESSIONS
from bilet.professions.search import find
from bilet.professions.spelling import forms_of, grown_from, sketch_of, sound_of

# What is asked, and a card that must be among the first three answers.
FORMS = """
    сварщик in09, сварщиками in09, СВАРЩИЦА in09, сваркой in09, варить металл in09, токарем in07,
    ветеринар ag02, о ветеринарах ag02, лечить животных ag02, хочу лечить животное ag02,
    лечу кошек ag02, стать поваром sv01, поваров sv01, пекла хлеб sv03, делать тортики sv02,
    учителя начальных классов ed01, учителем математики ed04, работать с детьми ed02,
    шью платья ar02, сажаю деревья bl14, дрессировать собак bl16, пишу программы it02,
    делаю сайты it01, созданием игр it04, собирать роботов in03, водить поезд tr07,
    чинил машину tr01, запускать спутники sp01, собирать самолёты sp03, чинить самолёты tr05,
    фотографировать ar08, снимать видео ar07, играть в театре bl20, красить стены ur06,
    класть плитку ur03, стричь людей sv08, прогноз погоды bl18, добывать нефть en03,
    проверять зрение he04, анализы крови he02, выращивать рыбу bl15, спасаю людей bs06,
    проводница tr08
"""
WITHOUT_DOTS = """
    актер bl20, актёр bl20, звукорежиссер ar09, бухучет bs07, монтажер ar07, репортер bl03,
    комбайнер ag03, гравер ar03, летчик tr05, пчелы bl17
"""
MISTAKES = """
    саврщик in09, ветиринар ag02, праграмист it02, програмирование it02, дезайнер ar01,
    парихмахер sv08, парекмахер sv08, бугалтер bs07, псехолог bl01, юрисст bl07, адвокад bl07,
    журналест bl03, електрик ur01, элекрик ur01, медсистра bl06, фотограв ar08, полецейский bs05,
    пажарный bs06, воспитатиль ed02, пераводчик bl04, визажыст sv08, столер ur07, агранон ag01,
    флорест ar04, афициант sv04, кандитер sv02, инжинер in01, робототехнека in03, нейросити it09,
    искуственный интелект it09, логапед bl02, фармацефт he03, стюардеса tr10, экскурсавод sv07
"""
AS_PEOPLE_SAY = """
    айтишник it02, айтишница it02, прогер it02, кодить it02, сисадмин it07, компьютерщик it07,
    хакер it12, геймдев it04, майнкрафт it04, блогер ar07, тиктокер ar07, стример ar07,
    физрук ed06, училка ed04, медбрат bl06, врач bl06, доктор bl06, зубной врач he06,
    гаишник bs05, следователь bs05, ловить преступников bs05, тушить пожары bs06, судья bl07,
    тракторист ag03, фермер ag05, садовник ur10, художник ar01, швея ar02, автослесарь tr01,
    бортпроводница tr10, космонавт sp01, дальнобойщик tr09, курьер bl22, химик in21, биолог he05,
    визажист sv08, тамада bl20, певица bl20, спортсменка ed06, эйчар bs02, кадровик bs02,
    экономист bl08, банкир bl08, гид sv07, сиделка he01, няня ed02, паять in05, чпу in07,
    3d печать in10, умный дом it14, искать нефть bl19, мультики it06, ии it09, 1с it13, виар it05,
    сммщик it15, пиарщик ar11, музыкант ed03, диджей ar09, рыбак bl15, лесник bl14, эколог bl13,
    секретарь bl23, таможенник tr09, мебель ur07, дронщик tr06, свадьбы bl21, пчеловод bl17
"""
ENGLISH = """
    welder in09, welding in09, nurse bl06, nursing bl06, vet ag02, cooking sv01, baker sv03,
    teacher ed04, programmer it02, game developer it04, lawyer bl07, police bs05, plumber ur02,
    electrician ur01, drone pilot tr06, photographer ar08, hairdresser sv08, psychologist bl01,
    robots in03, accountant bs07, dogs bl16, work with animals ag02, farmer ag05, firefighter bs06,
    hacker it12, pharmacy he03, translator bl04
"""
UNFINISHED = "прогр it02, психо bl01, парик sv08, свар in09, фотогр ar08, инженер-кон in01"
OTHER_KEYBOARD = "ghjuhfvvbcn it02, gjdfh sv01, dhfx bl06, cdfhobr in09"
QUESTIONS = """
    кем работать если люблю животных ag02, люблю рисовать ar01, нравится химия in21,
    помогать людям bl05, путешествовать sv06, работа на природе bl13, как стать врачом bl06,
    спасать людей bs06, специалист по уходу he01, программист на питоне it02
"""


def rows(*tables):
    return [row.strip().rsplit(" ", 1) for table in tables for row in table.split(",")]


ASKED = rows(
    FORMS, WITHOUT_DOTS, MISTAKES, AS_PEOPLE_SAY, ENGLISH, UNFINISHED, OTHER_KEYBOARD, QUESTIONS
)


@pytest.mark.parametrize(("question", "code"), ASKED, ids=[question for question, _ in ASKED])
def test_it_finds_the_profession(question, code):
    assert code in find(question)[:3]


@pytest.mark.parametrize("code", PROFESSIONS.all("ru"))
def test_every_profession_is_found_by_its_names(code):
    for language in ("ru", "en"):
        card = PROFESSIONS.get(code, language)
        assert code in find(card.person)[:3]
        assert code in find(card.title)[:3]


def test_word_forms_mean_the_same():
    assert find("люди") == find("людям") == find("человек") != []
    assert find("корова") == find("коров") != []
    assert find("повар") == find("повара") != []


def test_the_order_of_words_does_not_matter():
    assert find("печь хлеб") == find("хлеб печь") != []


def test_it_does_not_care_for_yo():
    assert find("учёт") == find("учет") != []


@pytest.mark.parametrize("question", ["абракадаброид", "", "%_'\"\\ \x00", "и в на"])
def test_what_no_card_speaks_of_finds_nothing(question):
    assert find(question) == []


def test_all_words_of_a_question_count():
    both = find("лечить животных")
    assert set(both) < set(find("лечить"))


def test_a_common_word_does_not_hide_who_answers_the_rare_one():
    assert "in09" in find("сварка для людей")


def test_a_long_question_is_answered():
    assert "in09" in find("сварщик " * 100)


def test_a_word_is_read_by_its_forms_its_sound_and_what_it_grew_from():
    assert "проводник" in forms_of("проводницы")
    assert "фотограф" in grown_from("фотографировать")
    assert sketch_of("праграмист") == sketch_of("программист")
    assert sound_of("адвокад") == sound_of("адвокат")
    assert sound_of("welder") == "welder"
