"""From what is known of a person to professions, reasons and the next trial. Pure: no database."""
