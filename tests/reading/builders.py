"""Files of every kind, made in memory for the tests."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from collections.abc import Mapping, Sequence

TITLE = "临江市先进制造业集群加快壮大"
PARAGRAPHS = (
    "今年1—6月，临江市四个先进制造业集群完成产值1260亿元，同比增长8.5%，集聚规模以上企业312家。",
    "市工业和信息化局负责人表示，全年将新建智能工厂20家以上，力争集群产值突破2800亿元。",
)
ARTICLE = "\n".join((TITLE, "2024-07-15", *PARAGRAPHS)) + "\n"
_DOCX_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def word_table(rows: Sequence[Sequence[str]]) -> str:
    cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def docx(*blocks: str, prolog: str = "") -> bytes:
    """A Word document of blocks of WordprocessingML."""
    document = f'<?xml version="1.0" encoding="UTF-8"?>{prolog}<w:document {_W}><w:body>{"".join(blocks)}</w:body></w:document>'
    return zipped({"[Content_Types].xml": _DOCX_TYPES.encode(), "word/document.xml": document.encode()})


def zipped(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def tar_gz(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def gz(data: bytes) -> bytes:
    return gzip.compress(data)


def xlsx(rows: Sequence[Sequence[object]], sheet: str = "Sheet1") -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    page = book.add_worksheet(sheet)
    for at, row in enumerate(rows):
        page.write_row(at, 0, row)
    book.close()
    return out.getvalue()


def parquet(columns: Mapping[str, Sequence[object]]) -> bytes:
    import pyarrow
    import pyarrow.parquet

    out = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table(dict(columns)), out)
    return out.getvalue()


def page(body: str, *, head: str = "", charset: str = "utf-8") -> bytes:
    return f'<!DOCTYPE html><html><head><meta charset="{charset}">{head}</head><body>{body}</body></html>'.encode(
        "gb18030" if charset == "gb2312" else charset
    )


def news_page(charset: str = "utf-8") -> bytes:
    """A page with navigation, a table, a caption, related links, a share bar, an editor and a copyright line."""
    body = f"""
    <div class="nav"><a href="/">首页</a><a href="/n">新闻</a><a href="/p">政策</a></div>
    <div class="content"><h1>{TITLE}</h1><div class="info">2024-07-15 09:30 来源：临江日报</div>
    <div class="share">分享到：<a>微信</a><a>微博</a></div>
    <article><p>{PARAGRAPHS[0]}</p><figure><img src="x.jpg"><figcaption>图为集群内的装备企业生产车间。</figcaption></figure>
    <p>{PARAGRAPHS[1]}</p>
    <ul><li>第一类是装备制造企业，共有一百二十家</li><li>第二类是电子信息企业，共有八十家</li></ul>
    <table><tr><th>指标</th><th>产值（亿元）</th><th>增速（%）</th></tr>
    <tr><td>装备制造</td><td>620</td><td>9.1</td></tr><tr><td>电子信息</td><td>410</td><td>7.7</td></tr></table></article>
    <p class="editor">责任编辑：某某</p></div>
    <div class="related"><h3>相关新闻</h3><ul><li><a href="1">别的城市召开会议</a></li><li><a href="2">某地举行仪式</a></li></ul></div>
    <div class="footer">版权所有 某某网 备案号12345</div>
    <script>var text = "脚本里的文章：产值9999亿元，增长99%。";</script>"""
    return page(body, head=f"<title>{TITLE}_某某网</title>", charset=charset)


def mhtml() -> bytes:
    import base64

    body = base64.encodebytes(news_page()).decode()
    return (
        "From: <Saved by Browser>\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="----B"\r\n\r\n'
        "------B\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        f"{body}\r\n------B--\r\n"
    ).encode()


def pdf(pages: Sequence[Sequence[tuple[float, float, str]]], *, encrypt: bool = False, size: float = 12) -> bytes:
    """Pages of (x, y, text) in points from the bottom left; every character is ``size`` wide."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{5 + 2 * i} 0 R" for i in range(len(pages)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>")
    objects.append("<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>")
    objects.append(
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> "
        "/FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /ItalicAngle 0 /Ascent 880 /Descent -120 "
        "/CapHeight 880 /StemV 93 /FontBBox [-25 -254 1000 880] >> >>"
    )
    for lines in pages:
        marks = (f"BT /F1 {size} Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET" for x, y, text in lines)
        stream = "\n".join(marks)
        at = len(objects) + 1
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {at + 1} 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    trailer = ""
    if encrypt:
        key = "00" * 32
        objects.append(f"<< /Filter /Standard /V 1 /R 2 /O <{key}> /U <{key}> /P -44 >>")
        trailer = f" /Encrypt {len(objects)} 0 R /ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]"
    out = b"%PDF-1.4\n"
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode()
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{offset:010d} 00000 n \n".encode() for offset in offsets)
    return out + f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R{trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()


def wrapped_pdf(paragraphs: Sequence[str], *, width: int = 36, per_page: int = 10, head: str = "临江市统计局编") -> bytes:
    """Paragraphs in hard-wrapped lines under a page head and over a page number, the first line of each indented."""
    lines: list[tuple[float, str]] = []
    for text in paragraphs:
        first, rest = text[: width - 2], text[width - 2 :]
        lines.append((84, first))
        lines.extend((60, rest[i : i + width]) for i in range(0, len(rest), width))
    pages = []
    for number, begin in enumerate(range(0, len(lines), per_page), 1):
        body = [(x, 760 - 20 * i, text) for i, (x, text) in enumerate(lines[begin : begin + per_page])]
        pages.append([(60.0, 800.0, head), *body, (290.0, 40.0, f"- {number} -")])
    return pdf(pages)
