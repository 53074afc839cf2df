"""What the 13 fields of work are called."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bilet.professions.profession import Field_

FIELD_NAMES: dict[str, Promise | str] = {
    Field_.IT: _("Information technology"),
    Field_.INDUSTRY: _("Industry"),
    Field_.CITY: _("Building and city"),
    Field_.TRANSPORT: _("Transport"),
    Field_.ENERGY: _("Energy"),
    Field_.SPACE: _("Space and aviation"),
    Field_.AGRO: _("Farming and nature"),
    Field_.HEALTH: _("Health"),
    Field_.EDU: _("Education"),
    Field_.ART: _("Art and media"),
    Field_.SERVICE: _("Service"),
    Field_.BUSINESS: _("Business"),
    Field_.LAW: _("Law and state"),
}

# How people look for a whole field: Russian and English, any form.
FIELD_WORDS: dict[str, str] = {
    Field_.IT: "айти айтишник айтишница ит компьютер компьютерщик цифра данные it computers tech",
    Field_.INDUSTRY: "завод рабочий производство промышленность металл станок цех factory plant",
    Field_.CITY: "стройка строитель строительство дом ремонт город building construction",
    Field_.TRANSPORT: "транспорт машина доставка водитель логистика авто transport cars delivery",
    Field_.ENERGY: "энергия энергетик электричество ток недра связь energy electricity power",
    Field_.SPACE: "космос самолёт авиация ракета лётчик небо space aircraft rockets sky",
    Field_.AGRO: "ферма фермер село природа животные растения поле farm animals plants nature",
    Field_.HEALTH: "медицина медик больница лечить здоровье врач доктор medicine hospital doctor",
    Field_.EDU: "школа учитель учить обучение дети спорт преподаватель teaching school children",
    Field_.ART: "творчество дизайн медиа искусство рисовать кино музыка art design media film",
    Field_.SERVICE: "сервис еда кухня гостиница красота туризм кафе service food hotel tourism",
    Field_.BUSINESS: "бизнес деньги финансы экономика продажи офис business money finance sales",
    Field_.LAW: "закон право полиция безопасность государство военный law police safety state",
}

# And by a school subject one likes.
SUBJECT_WORDS: dict[str, str] = {
    "russian": "русский язык russian",
    "literature": "литература читать книги literature",
    "foreign": "английский иностранный язык english languages",
    "maths": "математика алгебра геометрия maths",
    "informatics": "информатика программирование computing",
    "physics": "физика physics",
    "chemistry": "химия chemistry",
    "biology": "биология biology",
    "geography": "география geography",
    "history": "история history",
    "social": "обществознание social",
    "technology": "труд технология technology",
    "art": "изо рисование art",
    "music": "музыка music",
    "sport": "физкультура спорт sport",
    "safety": "обж safety",
}
