"""Signs archived PDFs as programs for signatures do, and as forgers do, and asks what they are. Usage:

    signatures.py ALLEGATO ARCHIVE

pyHanko signs, with certificates that are thrown away: what comes of it has to be the archived document plus a signature.
Each forgery is signed too, or done to a signed document: none of them may be taken for that. A file of the archive as it
is has to be told from both. Of the archive the smallest PDF is taken, and the largest.
Out: a line for each. Exit: 0 when all are told for what they are.
"""

import asyncio
import base64
import datetime
import io
import json
import logging
import pathlib
import re
import subprocess
import sys
import tempfile

from asn1crypto import keys, x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer
from pyhanko.sign import fields, signers, timestamps
from pyhanko.sign.validation import DocumentSecurityStore
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

PADES = fields.SigSeedSubFilter.PADES
PLAIN = fields.SigSeedSubFilter.ADOBE_PKCS7_DETACHED
NOT_THE_ARCHIVED = 3


# Certificates.


def certificate(name, usage=None):
    """A key and a certificate that it signs itself."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.timezone.utc)
    builder = x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(now - datetime.timedelta(days=1)).not_valid_after(now + datetime.timedelta(days=1))
    signs = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
    builder = builder.add_extension(signs, critical=True)
    if usage:
        builder = builder.add_extension(x509.ExtendedKeyUsage([usage]), critical=True)
    der = serialization.Encoding.DER
    key_der = key.private_bytes(der, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    signed = builder.sign(key, hashes.SHA256())
    return keys.PrivateKeyInfo.load(key_der), asn1_x509.Certificate.load(signed.public_bytes(der))


def signer():
    key, own = certificate("Il dirigente")
    return signers.SimpleSigner(signing_cert=own, signing_key=key, cert_registry=SimpleCertificateStore())


SIGNER = signer()
CLOCK_KEY, CLOCK_CERTIFICATE = certificate("Orologio", ExtendedKeyUsageOID.TIME_STAMPING)
CLOCK = timestamps.DummyTimeStamper(CLOCK_CERTIFICATE, CLOCK_KEY, SimpleCertificateStore())


def trusted():
    """A context that trusts both certificates, and asks nobody."""
    roots = [SIGNER.signing_cert, CLOCK_CERTIFICATE]
    return ValidationContext(trust_roots=roots, allow_fetching=False, revocation_mode="soft-fail")


# Signatures: from the bytes of a PDF to those of a signed one.


def sign(pdf, field="Firma", box=None, clock=None, **metadata):
    metadata = signers.PdfSignatureMetadata(field_name=field, **{"subfilter": PADES, **metadata})
    spec = fields.SigFieldSpec(field, box=box) if box else None
    pdf_signer = signers.PdfSigner(metadata, signer=SIGNER, timestamper=clock, new_field_spec=spec)
    return pdf_signer.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf))).getvalue()


def sign_in_a_field_made_before(pdf):
    with_field = update(lambda writer: fields.append_signature_field(writer, fields.SigFieldSpec("Firma")))(pdf)
    return sign(with_field)


def add_proofs(pdf):
    """What proves later on that a signature was valid (PAdES B-LT), in an update of its own."""
    signature = PdfFileReader(io.BytesIO(pdf)).embedded_signatures[0]
    out = io.BytesIO(pdf)
    DocumentSecurityStore.add_dss(out, signature.pkcs7_content, certs=[SIGNER.signing_cert])
    return out.getvalue()


def stamp(pdf):
    stamper = signers.PdfTimeStamper(CLOCK, field_name="Marca")
    return stamper.timestamp_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), "sha256").getvalue()


def envelope(document):
    """The document in a signed envelope, as `.p7m` files are (CAdES)."""
    signed = SIGNER.async_sign_general_data(document, "sha256", detached=False, use_cades=True)
    return asyncio.run(signed).dump()


SIGNED = {
    "PAdES B-B, invisible": sign,
    "PAdES B-B, visible": lambda pdf: sign(pdf, box=(50, 50, 250, 100)),
    "PAdES B-T": lambda pdf: sign(pdf, clock=CLOCK),
    "PAdES B-LT": lambda pdf: sign(pdf, clock=CLOCK, validation_context=trusted(), embed_validation_info=True),
    "PAdES B-LTA": lambda pdf: sign(
        pdf, clock=CLOCK, validation_context=trusted(), embed_validation_info=True, use_pades_lta=True
    ),
    "proofs added later": lambda pdf: add_proofs(sign(pdf)),
    "proofs, and a time stamp of the document": lambda pdf: stamp(add_proofs(sign(pdf))),
    "a time stamp alone": stamp,
    "a certification": lambda pdf: sign(pdf, certify=True, docmdp_permissions=fields.MDPPerm.FILL_FORMS),
    "a certification, then a signature": lambda pdf: sign(sign(pdf, certify=True), "Seconda"),
    "two signatures, one visible": lambda pdf: sign(sign(pdf), "Seconda", box=(300, 50, 500, 100)),
    "not PAdES": lambda pdf: sign(pdf, subfilter=PLAIN, name="Il dirigente", reason="Approvazione", location="Potenza"),
    "a field made before": sign_in_a_field_made_before,
    "in an envelope": envelope,
    "in an envelope, as text": lambda pdf: base64.encodebytes(envelope(pdf)),
    "signed, in two envelopes": lambda pdf: envelope(envelope(sign(pdf))),
}


# Forgeries: from the bytes of a PDF to those of another document.


def written(writer):
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def update(change):
    """Changes a document by an incremental update."""

    def changed(pdf):
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
        change(writer)
        return written(writer)

    return changed


def rewrite(change):
    """Changes a document and writes all of it anew."""

    def changed(pdf):
        writer = copy_into_new_writer(PdfFileReader(io.BytesIO(pdf)))
        change(writer)
        return written(writer)

    return changed


def first_page(writer):
    """The first page and its reference."""
    reference, _ = writer.find_page_for_modification(0)
    return reference.get_object(), reference


def add_to_content(writer):
    """Draws over a page: each figure of it could be another one."""
    page, _ = first_page(writer)
    content = page["/Contents"]
    stream = generic.StreamObject(stream_data=content.data + b" q 1 1 1 rg 0 0 300 300 re f Q")
    page["/Contents"] = writer.add_object(stream)
    writer.update_container(page)


def another_letter(writer):
    """Of what the page shows, in its own content: the last letter that is the first of its font is the second."""
    page, _ = first_page(writer)
    content = page.raw_get("/Contents").get_object()
    before, letter, after = content.data.rpartition(rb"\000\001")
    assert letter, "a letter as the typesetter writes it"
    content._data = before + rb"\000\002" + after
    content._encoded_data = None
    writer.update_container(content)


def annotate(writer):
    page, reference = first_page(writer)
    note = generic.DictionaryObject({
        pdf_name("/Type"): pdf_name("/Annot"),
        pdf_name("/Subtype"): pdf_name("/FreeText"),
        pdf_name("/Rect"): generic.ArrayObject([generic.NumberObject(n) for n in (100, 300, 300, 320)]),
        pdf_name("/Contents"): generic.pdf_string("999.999,00"),
        pdf_name("/DA"): generic.pdf_string("/Helv 12 Tf 0 g"),
        pdf_name("/P"): reference,
    })
    page["/Annots"] = generic.ArrayObject([writer.add_object(note)])
    writer.update_container(page)


def run_a_script(writer):
    script = {pdf_name("/S"): pdf_name("/JavaScript"), pdf_name("/JS"): generic.pdf_string("app.alert(1)")}
    writer.root["/OpenAction"] = generic.DictionaryObject(script)
    writer.update_root()


def retitle(writer):
    info = writer.trailer["/Info"]
    info["/Title"] = generic.pdf_string("Allegato Z")
    writer.update_container(info)


def other_pages(writer):
    """Fewer pages, or one twice."""
    pages = writer.root["/Pages"]
    kids = pages["/Kids"]
    kids.pop() if len(kids) > 1 else kids.append(kids.raw_get(0))
    pages["/Count"] = generic.NumberObject(len(kids))
    writer.update_container(pages)


def drop_tags(writer):
    del writer.root["/StructTreeRoot"]
    writer.update_root()


def other_font(writer):
    page, _ = first_page(writer)
    fonts = page["/Resources"]["/Font"]
    for name in fonts:
        font = fonts[name]
        font["/BaseFont"] = pdf_name("/Other")
        writer.update_container(font)


def hide(writer):
    """An object that nothing uses yet."""
    writer.add_object(generic.pdf_string("999.999,00"))


def layers(writer):
    writer.root["/OCProperties"] = generic.DictionaryObject({pdf_name("/OCGs"): generic.ArrayObject()})
    writer.update_root()


CHANGES = {
    "drawn over": add_to_content,
    "another letter": another_letter,
    "a note": annotate,
    "a script": run_a_script,
    "another title": retitle,
    "other pages": other_pages,
    "no tags": drop_tags,
    "another font": other_font,
    "something hidden": hide,
    "layers": layers,
}

FORGED = {
    **{f"an update, then signed: {name}": lambda pdf, c=change: sign(update(c)(pdf)) for name, change in CHANGES.items()},
    **{f"signed, then an update: {name}": lambda pdf, c=change: update(c)(sign(pdf)) for name, change in CHANGES.items()},
    **{
        f"two signatures, an update between: {name}": lambda pdf, c=change: sign(update(c)(sign(pdf)), "Seconda")
        for name, change in CHANGES.items()
    },
    "written anew and signed": lambda pdf: sign(rewrite(lambda writer: None)(pdf)),
    "written anew with another letter, and signed": lambda pdf: sign(rewrite(another_letter)(pdf)),
    "a harmless update without signature": update(lambda writer: writer.update_root()),
    "signed, then a field for another signature": lambda pdf: update(
        lambda writer: fields.append_signature_field(writer, fields.SigFieldSpec("Seconda"))
    )(sign(pdf)),
    "signed, with a byte more": lambda pdf: sign(pdf) + b"x",
    "signed, with a byte less": lambda pdf: sign(pdf)[:-8],
    "signed, the signature emptied": lambda pdf: re.sub(rb"(/Contents <)[0-9A-Fa-f]+(>)", empty, sign(pdf)),
    "signed, another byte range": lambda pdf: re.sub(rb"/ByteRange \[0 \d", b"/ByteRange [0 1", sign(pdf)),
    "another letter, in an envelope": lambda pdf: envelope(update(another_letter)(pdf)),
    "an envelope, cut": lambda pdf: envelope(pdf)[:-1],
    "a byte of the archived document": lambda pdf: sign(pdf).replace(b"%PDF-1.7", b"%PDF-1.6", 1),
}


def empty(contents):
    return contents[1] + b"0" * (len(contents[0]) - len(contents[1]) - 1) + contents[2]


# The judge.


def verified(program, archive, pdf):
    """What the program says that a file is, and its exit code."""
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "documento.pdf"
        file.write_bytes(pdf)
        command = [program, "verify", file, "--archive", archive, "--message-format", "json"]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
    last = (run.stdout.splitlines() or ["{}"])[-1]
    return json.loads(last).get("outcome"), run.returncode


def judge(program, archive, original):
    def told(pdf):
        return verified(program, archive, pdf)

    kinds = [("archived", {"as archived": lambda pdf: pdf}), ("signed", SIGNED), ("forged", FORGED)]
    failed = 0
    for kind, cases in kinds:
        for name, make in cases.items():
            outcome, code = told(make(original.read_bytes()))
            if kind == "forged":
                right = outcome in ("changed", "unknown") and code == NOT_THE_ARCHIVED
            else:
                right = (outcome, code) == (kind, 0)
            failed += not right
            print(f"{'pass' if right else 'FAIL'}  {original.name}: {kind}: {name}: {outcome}, exit {code}")
    return failed


def main(program, archive):
    logging.disable(logging.WARNING)
    originals = sorted(pathlib.Path(archive).rglob("*.pdf"), key=lambda file: file.stat().st_size)
    if not originals:
        sys.exit(f"no PDF in {archive}")
    sys.exit(1 if sum([judge(program, archive, original) for original in dict.fromkeys([originals[0], originals[-1]])]) else 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
