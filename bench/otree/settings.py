"""The smallest project that asks 48 ratings."""

SESSION_CONFIGS = [
    {"name": name, "display_name": name, "app_sequence": [name], "num_demo_participants": 1}
    for name in ("one_by_one", "one_page")
]
SESSION_CONFIG_DEFAULTS = {"real_world_currency_per_point": 1.0, "participation_fee": 0.0}
LANGUAGE_CODE = "en"
REAL_WORLD_CURRENCY_CODE = "EUR"
USE_POINTS = False
ADMIN_USERNAME = "admin"
SECRET_KEY = "only for measurements on this machine"
