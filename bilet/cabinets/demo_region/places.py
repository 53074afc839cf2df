"""Invented schools and sites. The towns are real; nothing of this kind stands at the addresses."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SchoolPlace:
    municipality: str
    number: int
    town: str
    town_en: str
    address: str

    @property
    def name(self) -> str:
        return f"Школа № {self.number}, {self.town}"

    @property
    def name_en(self) -> str:
        return f"School No. {self.number}, {self.town_en}"


@dataclass(frozen=True, slots=True)
class SitePlace:
    code: str
    municipality: str
    name: str
    name_en: str
    address: str
    directions: str
    latitude: float
    longitude: float
    access: tuple[str, ...]
    programs: tuple[str, ...]
    room: str
    mentors: int = 2


# The first one is the school of the people to enter as.
SCHOOLS = (
    SchoolPlace("solnechnogorsk", 3, "Солнечногорск", "Solnechnogorsk", "ул. Сосновая, 14"),
    SchoolPlace("mytishchi", 7, "Мытищи", "Mytishchi", "ул. Яблоневая, 5"),
    SchoolPlace("khimki", 12, "Химки", "Khimki", "ул. Речная, 21"),
    SchoolPlace("podolsk", 9, "Подольск", "Podolsk", "ул. Кленовая, 8"),
    SchoolPlace("odintsovsky", 4, "Одинцово", "Odintsovo", "ул. Вишнёвая, 33"),
    SchoolPlace("lyubertsy", 15, "Люберцы", "Lyubertsy", "ул. Парковая, 2"),
    SchoolPlace("kolomna", 6, "Коломна", "Kolomna", "ул. Набережная, 17"),
    SchoolPlace("balashikha", 11, "Балашиха", "Balashikha", "ул. Лесная, 40"),
    SchoolPlace("korolyov", 8, "Королёв", "Korolyov", "ул. Звёздная, 6"),
    SchoolPlace("sergiyevo_posadsky", 5, "Сергиев Посад", "Sergiyev Posad", "ул. Рябиновая, 11"),
    SchoolPlace("dmitrovsky", 2, "Дмитров", "Dmitrov", "ул. Полевая, 19"),
    SchoolPlace("serpukhov", 10, "Серпухов", "Serpukhov", "ул. Тихая, 4"),
    SchoolPlace("mytishchi", 18, "Мытищи", "Mytishchi", "ул. Солнечная, 27"),
    SchoolPlace("khimki", 23, "Химки", "Khimki", "ул. Дубовая, 9"),
    SchoolPlace("podolsk", 27, "Подольск", "Podolsk", "ул. Ясная, 13"),
    SchoolPlace("odintsovsky", 16, "Одинцово", "Odintsovo", "ул. Луговая, 1"),
    SchoolPlace("lyubertsy", 31, "Люберцы", "Lyubertsy", "ул. Светлая, 22"),
    SchoolPlace("kolomna", 13, "Коломна", "Kolomna", "ул. Ремесленная, 7"),
    SchoolPlace("balashikha", 25, "Балашиха", "Balashikha", "ул. Озёрная, 3"),
    SchoolPlace("solnechnogorsk", 8, "Солнечногорск", "Solnechnogorsk", "ул. Родниковая, 10"),
)

# The first one is the college of the people to enter as.
SITES = (
    SitePlace(
        "college_podmoskovye",
        "solnechnogorsk",
        "Колледж «Подмосковье»",
        "College “Podmoskovye”",
        "Солнечногорск, ул. Мастеровая, 6",
        "От станции 12 минут пешком или автобус 5 до остановки «Колледж». Вход со двора.",
        56.1862,
        36.9801,
        ("hearing", "speech", "autism", "learning", "long_illness"),
        ("weld_seam", "warehouse_route"),
        "Сварочная мастерская",
    ),
    SitePlace(
        "care_training_centre",
        "mytishchi",
        "Учебный центр при больнице «Берёзовая роща»",
        "Training centre of the hospital “Beryozovaya Roshcha”",
        "Мытищи, ул. Больничная, 12, корпус 3",
        "Автобус 8 до остановки «Больница». Вход через корпус 3, на посту назовите мероприятие.",
        55.9134,
        37.7402,
        ("hearing", "mobility", "speech", "autism", "learning", "long_illness"),
        ("first_aid_post",),
        "Учебная палата",
    ),
    SitePlace(
        "library_stranitsa",
        "khimki",
        "Библиотека «Страница»",
        "Library “Stranitsa”",
        "Химки, ул. Читательская, 1",
        "От станции 7 минут пешком через парк. Пандус слева от входа.",
        55.8921,
        37.4386,
        ("hearing", "vision", "mobility", "speech", "autism", "learning", "long_illness"),
        ("city_tour", "design_poster"),
        "Зал на первом этаже",
    ),
    SitePlace(
        "technopark_orbita",
        "korolyov",
        "Детский технопарк «Орбита»",
        "Children's technopark “Orbita”",
        "Королёв, ул. Инженерная, 15",
        "От станции автобус 3, остановка «Технопарк». Лифт есть.",
        55.9188,
        37.8563,
        ("hearing", "mobility", "speech", "autism", "long_illness"),
        ("code_timetable", "design_poster"),
        "Лаборатория 204",
    ),
    SitePlace(
        "logistics_razvilka",
        "podolsk",
        "Логистический центр «Развилка»",
        "Logistics centre “Razvilka”",
        "Подольск, Складской проезд, 2",
        "От станции бесплатный автобус центра в 9:30 и 13:30. Вход через проходную 1, нужен билет.",
        55.4402,
        37.5821,
        ("hearing", "mobility", "speech", "autism", "learning", "long_illness"),
        ("warehouse_route",),
        "Учебный склад",
    ),
    SitePlace(
        "college_marshrut",
        "lyubertsy",
        "Колледж «Маршрут»",
        "College “Marshrut”",
        "Люберцы, ул. Депо, 9",
        "Метро и автобус 323 до остановки «Депо». Мастерские во втором корпусе.",
        55.6791,
        37.9025,
        ("hearing", "speech", "autism", "learning", "long_illness"),
        ("weld_seam", "warehouse_route"),
        "Мастерская 2",
    ),
    SitePlace(
        "museum_posad",
        "kolomna",
        "Музей «Посадская улица»",
        "Museum “Posadskaya Street”",
        "Коломна, ул. Посадская, 18",
        "Трамвай 3 до остановки «Музей». Во двор можно попасть без ступеней.",
        55.1047,
        38.7581,
        ("hearing", "vision", "mobility", "speech", "autism", "learning", "long_illness"),
        ("city_tour",),
        "Двор музея",
    ),
    SitePlace(
        "studio_litera",
        "balashikha",
        "Типография «Литера»",
        "Printing house “Litera”",
        "Балашиха, ул. Наборная, 4",
        "Автобус 1 до остановки «Типография». Позвоните в звонок у зелёной двери.",
        55.7985,
        37.9427,
        ("hearing", "speech", "autism", "learning", "long_illness"),
        ("design_poster",),
        "Студия",
    ),
    SitePlace(
        "it_office_tochka",
        "odintsovsky",
        "Разработка «Точка входа»",
        "Software office “Tochka Vkhoda”",
        "Одинцово, ул. Программистов, 3",
        "От станции 10 минут пешком. На входе покажите билет, вас встретят.",
        55.6802,
        37.2681,
        ("hearing", "mobility", "speech", "autism", "long_illness"),
        ("code_timetable",),
        "Переговорная «Север»",
    ),
    SitePlace(
        "medical_college_rodnik",
        "serpukhov",
        "Медицинский колледж «Родник»",
        "Medical college “Rodnik”",
        "Серпухов, ул. Аптечная, 20",
        "От вокзала автобус 4 до остановки «Медколледж». Лифт в левом крыле.",
        54.9251,
        37.4098,
        ("hearing", "mobility", "speech", "autism", "learning", "long_illness"),
        ("first_aid_post",),
        "Кабинет практики",
    ),
    SitePlace(
        "works_sever",
        "dmitrovsky",
        "Учебный цех завода «Север»",
        "Training shop of the works “Sever”",
        "Дмитров, Заводской переулок, 1",
        "Автобус 30 до остановки «Завод». Приходите в закрытой обуви, пропуск готов по билету.",
        56.3481,
        37.5321,
        ("hearing", "speech", "autism", "learning", "long_illness"),
        ("weld_seam",),
        "Учебный цех",
        mentors=1,
    ),
    SitePlace(
        "technopark_sfera",
        "sergiyevo_posadsky",
        "Детский технопарк «Сфера»",
        "Children's technopark “Sfera”",
        "Сергиев Посад, ул. Опытная, 7",
        "От станции 15 минут пешком или автобус 2. Пандус у главного входа.",
        56.3098,
        38.1442,
        ("hearing", "mobility", "speech", "autism", "long_illness"),
        ("code_timetable", "design_poster"),
        "Класс 12",
        mentors=1,
    ),
    SitePlace(
        "tourist_centre_zvenigorod",
        "odintsovsky",
        "Туристский центр «Тропа»",
        "Tourist centre “Tropa”",
        "Звенигород, ул. Проводников, 5",
        "Автобус 455 до остановки «Центр». Маршрут короткий, скамейки у каждой остановки.",
        55.7301,
        36.8552,
        ("hearing", "vision", "mobility", "speech", "autism", "learning", "long_illness"),
        ("city_tour",),
        "Двор центра",
        mentors=1,
    ),
    SitePlace(
        "college_schyot",
        "dolgoprudny",
        "Колледж «Ключ»",
        "College “Klyuch”",
        "Долгопрудный, ул. Цифровая, 11",
        "От станции 6 минут пешком. Вход с торца, второй этаж, есть лифт.",
        55.9402,
        37.5148,
        ("hearing", "mobility", "speech", "autism", "long_illness"),
        ("code_timetable", "warehouse_route"),
        "Кабинет 21",
        mentors=1,
    ),
)
