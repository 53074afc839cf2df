"""Names that say nothing about a child: an animal of the country and a number."""

import secrets

ANIMALS = (
    "Рысь", "Выдра", "Соболь", "Ёж", "Лось", "Сова", "Белка", "Бобр", "Журавль", "Чайка",
    "Куница", "Барсук", "Олень", "Дятел", "Заяц", "Ласка", "Нерпа", "Сапсан", "Стриж", "Тюлень",
    "Филин", "Цапля", "Щегол", "Клёст", "Морж", "Песец", "Кулик", "Синица", "Зубр", "Сайгак",
)  # fmt: skip


def new_nickname() -> str:
    """«Рысь-27». Not unique: it is a word to recognise oneself by, never a key."""
    return f"{secrets.choice(ANIMALS)}-{secrets.randbelow(90) + 10}"
