"""What 360-giving-schema.json 1.3 and its package schema say, written down as a JSON Schema.

No package holds the published files, so that no test can fetch them. This is a second transcript
of them (kinds, what must be there, choices, patterns, formats), made apart from the declared
fields of ``data/standards``: where either has an error of copying, the two disagree. The codes of
currencies and countries stand there alone, and are counted here.
"""

from __future__ import annotations

from typing import Any

from beatwise.accountability.standards.declared_fields import standard


Schema = dict[str, Any]
DAY = r"^[0-9]{4}-(0[1-9]|1[012])-(0[1-9]|[12][0-9]|3[01])$"
MONTH = r"^[0-9]{4}(-(0[1-9]|1[012]))?$"
TEXT: Schema = {"type": "string"}
NULLABLE: Schema = {"type": ["string", "null"]}
NUMBER: Schema = {"type": "number"}
MOMENT: Schema = {"type": "string", "format": "date-time"}
URI: Schema = {"type": "string", "format": "uri"}
NULLABLE_URI: Schema = {"type": ["string", "null"], "format": "uri"}
WHOLE_DAY: Schema = {"type": "string", "oneOf": [{"format": "date-time"}, {"pattern": DAY}]}
NULLABLE_DAY: Schema = {**WHOLE_DAY, "type": ["string", "null"]}
UNSURE_DAY: Schema = {
    "type": "string", "oneOf": [{"format": "date-time"}, {"pattern": DAY}, {"pattern": MONTH}],
}  # fmt: skip
CODES = {
    name: standard("360giving").objects[of][field].choices
    for name, of, field in (
        ("currency", "Grant", "currency"), ("country", "Location", "countryCode"),
    )
}  # fmt: skip
CURRENCY: Schema = {"type": "string", "enum": list(CODES["currency"])}
COUNTRY: Schema = {"type": ["string", "null"], "enum": [*CODES["country"], None]}


def _all(kind: Schema, *names: str) -> Schema:
    return dict.fromkeys(names, kind)


def _object(required: tuple[str, ...] = (), **fields: Schema) -> Schema:
    return {
        "type": "object",
        "properties": fields,
        **({"required": [*required]} if required else {}),
    }


def _many(of: Schema, **more: object) -> Schema:
    return {"type": "array", "items": of, **more}


TRANSACTION = _object(
    id=TEXT, transactionDate=WHOLE_DAY, currency=CURRENCY, value=NUMBER, valueDate=NULLABLE_DAY,
    **_all(NULLABLE, "description", "provider", "recipient"), dateModified=MOMENT,
)  # fmt: skip
DOCUMENT = _object(
    id=TEXT, **_all(NULLABLE, "title", "description", "documentType"), url=NULLABLE_URI,
    dateModified=MOMENT,
)  # fmt: skip
LOCATION = _object(
    id=TEXT, **_all(NULLABLE, "name", "description", "geoCode", "geoCodeType"),
    countryCode=COUNTRY, **_all({"type": ["number", "null"]}, "latitude", "longitude"),
    dateModified=MOMENT,
)  # fmt: skip
PROGRAMME = _object(
    code=TEXT, **_all(NULLABLE, "title", "description"), url=NULLABLE_URI, dateModified=MOMENT
)
CLASSIFICATION = _object(
    **_all(TEXT, "vocabulary", "code"), **_all(NULLABLE, "title", "description"),
    url=NULLABLE_URI, dateModified=MOMENT,
)  # fmt: skip
EVENT = _object(
    **_all(TEXT, "title", "description"), **_all(UNSURE_DAY, "startDate", "endDate"),
    duration={"type": "number", "minimum": 0}, dateModified=MOMENT,
)  # fmt: skip
ORGANISATION = _object(
    ("id", "name"),
    **_all(TEXT, "id", "name", "department", "contactName", "charityNumber", "companyNumber",
           "streetAddress", "addressLocality", "addressRegion", "addressCountry", "postalCode",
           "telephone", "alternateName", "email", "description"),
    organisationType=NULLABLE, url=URI, location=_many(LOCATION), dateModified=MOMENT,
)  # fmt: skip
PERSON = _object(("id", "name"), **_all(TEXT, "id", "name"))
TO_INDIVIDUALS = _object(
    **_all(TEXT, "primaryGrantReason", "secondaryGrantReason"), grantPurpose=_many(TEXT)
)
_ALWAYS = ["id", "title", "description", "currency", "amountAwarded", "awardDate",
           "fundingOrganization"]  # fmt: skip
GRANT: Schema = {
    **_object(
        **_all(TEXT, "id", "title", "description"), currency=CURRENCY,
        **_all(NUMBER, "amountAppliedFor", "amountAwarded", "amountDisbursed"),
        awardDate=WHOLE_DAY, url=URI, **_all(_many(EVENT), "plannedDates", "actualDates"),
        recipientIndividual=PERSON, toIndividualsDetails=TO_INDIVIDUALS,
        **_all(_many(ORGANISATION, minItems=1), "recipientOrganization", "fundingOrganization"),
        beneficiaryLocation=_many(LOCATION), grantProgramme=_many(PROGRAMME),
        fromOpenCall={"type": "string", "enum": ["Yes", "No"]},
        **_all(_many(CLASSIFICATION), "fundingType", "classifications"),
        relatedDocument=_many(DOCUMENT),
        **_all(_many(TRANSACTION), "applicationTransaction", "commitmentTransaction",
               "disbursementTransaction"),
        relatedActivity=_many(TEXT), dateModified=MOMENT, dataSource=NULLABLE_URI,
        regrantType={"type": "string", "enum": [f"FRG0{n}0" for n in range(1, 8)]},
        locationScope={"type": "string",
                       "enum": [*(f"GLS0{n}0" for n in range(1, 7)), "GLS099"]},
    ),
    "oneOf": [{"required": [*_ALWAYS, "recipientOrganization"]},
              {"required": [*_ALWAYS, "recipientIndividual"]}],
}  # fmt: skip
PUBLISHER = _object(("name",), **_all(TEXT, "identifier", "name"), **_all(URI, "website", "logo"))
PACKAGE = _object(
    ("grants",), grants=_many(GRANT, minItems=1, uniqueItems=True),
    version={"type": "string", "pattern": r"^(\d+\.)(\d+)$"},
    extensions=_many(TEXT, uniqueItems=True), **_all(TEXT, "title", "description", "identifier"),
    **_all(WHOLE_DAY, "issued", "modified"), publisher=PUBLISHER,
    **_all(URI, "downloadURL", "accessURL", "license"),
)  # fmt: skip
