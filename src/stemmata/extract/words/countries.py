"""The names of countries, which a finder now and then takes for persons or bodies.

Those that are also a person's name or another place's are left out: "Chad", "Georgia", "Jordan".
"""

from stemmata.extract.wordlists import word_set

__all__ = ["is_country"]

_ONE_WORD = word_set(
    "afghanistan albania algeria andorra angola argentina armenia australia austria azerbaijan bahamas "
    "bahrain bangladesh barbados belarus belgium belize benin bhutan bolivia botswana brazil britain "
    "brunei bulgaria burundi cambodia cameroon canada chile china colombia comoros croatia cuba cyprus "
    "czechia denmark djibouti ecuador egypt england eritrea estonia eswatini ethiopia fiji finland france "
    "gabon gambia germany ghana greece grenada guatemala guinea guyana haiti honduras hungary iceland "
    "india indonesia iran iraq ireland italy jamaica japan kazakhstan kenya kosovo kuwait kyrgyzstan laos "
    "latvia lebanon lesotho liberia libya liechtenstein lithuania luxembourg madagascar malawi malaysia "
    "maldives mali malta mauritania mauritius mexico moldova monaco mongolia montenegro morocco "
    "mozambique myanmar namibia nepal netherlands nicaragua nigeria norway oman pakistan palestine panama "
    "paraguay peru philippines poland portugal qatar romania russia rwanda samoa scotland senegal serbia "
    "seychelles singapore slovakia slovenia somalia spain sudan suriname sweden switzerland syria taiwan "
    "tajikistan tanzania thailand togo tonga tunisia turkey türkiye turkmenistan uganda ukraine uruguay "
    "uzbekistan vanuatu venezuela vietnam wales yemen zambia zimbabwe "
    "u.s u.k usa u.s.a uk uae u.a.e us"
)

_LONGER = frozenset(
    (
        "bosnia and herzegovina",
        "burkina faso",
        "cape verde",
        "central african republic",
        "costa rica",
        "czech republic",
        "dominican republic",
        "east timor",
        "el salvador",
        "equatorial guinea",
        "ivory coast",
        "marshall islands",
        "new zealand",
        "north korea",
        "north macedonia",
        "papua new guinea",
        "saudi arabia",
        "sierra leone",
        "solomon islands",
        "south africa",
        "south korea",
        "south sudan",
        "sri lanka",
        "trinidad and tobago",
        "united arab emirates",
        "united kingdom",
        "united states",
        "united states of america",
    )
)


def is_country(words: str) -> bool:
    """Whether the words, with or without an article, are the name of a country."""
    if not words[:1].isupper() and not words.startswith("the "):
        return False
    name = words.removeprefix("the ").removeprefix("The ").rstrip(".")
    acronym = len(name) > 2 or name.isupper()
    return acronym and (name.lower() in _ONE_WORD or name.lower() in _LONGER)
