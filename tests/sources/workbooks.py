"""Small workbooks in the shape of SAMHSA's directory."""

import openpyxl

COLUMNS = ["name1", "name2", "street1", "street2", "city", "state", "zip", "phone", "intake1", "service_code_info"]
AUSTIN = {
    "name1": "Harbor Center", "street1": "1 Main Street", "city": "Austin", "state": "TX", "zip": "78701",
    "phone": "512-555-0142", "service_code_info": "MH * KIT OP * SF MC * YAD ADLT * SP TELE",
}  # fmt: skip


def workbook(path, *rows, columns=COLUMNS, before=()):
    """before: names of sheets that stand before the facilities."""
    book = openpyxl.Workbook()
    for name in before:
        sheet = book.create_sheet(name)
        sheet.append(["category", "code", "name"])
    sheet = book.create_sheet("Facilities List")
    book.remove(book["Sheet"])
    sheet.append(columns)
    for row in rows:
        known = {name.strip().lower(): value for name, value in row.items()}
        sheet.append([known.get(str(column).strip().lower()) for column in columns])
    book.save(path)
    return path
