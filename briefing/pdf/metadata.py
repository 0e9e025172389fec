"""What the file says about itself: title, language, dates; nothing about the user, the machine or the day of export.

XMP (ISO 16684-1) with the PDF/UA mark and the extension schema PDF/A asks for (ISO 19005-2, 6.6.2.3).
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from html import escape

from briefing.layout.page import Folios
from briefing.pdf.document import Document, Stream, text, tongue
from briefing.text.bidi import runs_rtl

PROGRAM = "Briefing"
_FALLBACK = datetime(2000, 1, 1, tzinfo=UTC)

_PROPERTY = (
    '<rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>'
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    "<pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>The part of ISO 14289 the file keeps to</pdfaProperty:description></rdf:li>"
)
_EXTENSION = (
    '<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"'
    ' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"'
    ' xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">'
    '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    "<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    f"<pdfaSchema:property><rdf:Seq>{_PROPERTY}</rdf:Seq></pdfaSchema:property>"
    "</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"
)


def write_metadata(document: Document, folios: Folios, *, archive: bool = False) -> None:
    """Put title, language, dates and the PDF/UA mark into the document, in both places a PDF keeps them.

    ``archive`` adds the mark of PDF/A-2a (ISO 19005-2, 6.6.4).
    """
    moment = _moment(folios.stamp)
    date = _date(moment)
    about = f"/Title{text(folios.title)}/Creator{text(PROGRAM)}/Producer{text(PROGRAM)}"
    if folios.subject:
        about += f"/Subject{text(folios.subject)}"
    if folios.keywords:
        about += f"/Keywords{text(folios.keywords)}"
    document.information = document.reserve()
    document.put(document.information, f"<<{about}/CreationDate({date})/ModDate({date})>>")
    packet = _packet(folios, moment, archive).encode("utf-8", "replace")
    metadata = Stream(packet, "/Type/Metadata/Subtype/XML", compress=False)
    document.catalogue.Metadata = document.add(metadata)
    # Where pages lie side by side the first of two is the right one (12.2).
    leftward = "/Direction/R2L" if runs_rtl(folios.language) else ""
    document.catalogue.ViewerPreferences = f"<</DisplayDocTitle true{leftward}>>"


def _moment(stamp: str) -> datetime:
    """Return the stamp as a moment with a zone; one that cannot be read counts as the year 2000."""
    try:
        moment = datetime.fromisoformat(stamp)
    except ValueError:
        return _FALLBACK
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _date(moment: datetime) -> str:
    """Return a PDF date (7.9.4)."""
    minutes = (moment.utcoffset() or timedelta()) // timedelta(minutes=1)
    sign = "-" if minutes < 0 else "+"
    return f"D:{moment:%Y%m%d%H%M%S}{sign}{abs(minutes) // 60:02d}'{abs(minutes) % 60:02d}'"


def _xml(value: str) -> str:
    return escape("".join(c for c in value if c >= " " and c not in "\x7f\ufffe\uffff"))


def _packet(folios: Folios, moment: datetime, archive: bool) -> str:
    date = moment.isoformat(timespec="seconds")
    title, subject, keywords = _xml(folios.title), _xml(folios.subject), _xml(folios.keywords)
    described = (
        f'<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>'
        if subject
        else ""
    )
    language = tongue(folios.language) or "und"
    kept = "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" if archive else ""
    tagged = f"<pdf:Keywords>{keywords}</pdf:Keywords>" if keywords else ""
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"'
        ' xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">\n'
        "<dc:format>application/pdf</dc:format>"
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>'
        f"<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>{described}\n"
        f"<xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>"
        f"<xmp:CreatorTool>{PROGRAM}</xmp:CreatorTool><pdf:Producer>{PROGRAM}</pdf:Producer>{tagged}\n"
        f"{kept}<pdfuaid:part>1</pdfuaid:part></rdf:Description>\n{_EXTENSION}\n"
        '</rdf:RDF></x:xmpmeta>\n<?xpacket end="w"?>'
    )
