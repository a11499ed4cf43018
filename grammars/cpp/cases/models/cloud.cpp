// Cloud SDKs.
#include <aws/s3/S3Client.h>

void put(Aws::S3::S3Client &c) {
    Aws::S3::Model::PutObjectRequest r;
    r.SetBucket("cpp-bucket-collector");
    r.SetBody(getenv("T")); //~ source(ENVIRONMENT) f1
    c.PutObject(r); //~ sink(egress.cloud) f1, finding(traced) f1, capability(NETWORK)
}

void put_file(Aws::S3::S3Client &c) {
    Aws::S3::Model::PutObjectRequest r;
    auto in = Aws::MakeShared<Aws::FStream>("tag", getenv("T")); //~ source(ENVIRONMENT) f2
    r.SetBody(in);
    c.PutObject(r); //~ sink(egress.cloud) f2, finding(traced) f2
}

void put_key(Aws::S3::S3Client &c) {
    Aws::S3::Model::PutObjectRequest r;
    r.SetKey(getenv("T")); //~ source(ENVIRONMENT) f3
    c.PutObject(r); //~ sink(egress.cloud) f3, finding(traced) f3
}

void got(Aws::S3::S3Client &c, Aws::S3::Model::GetObjectRequest r) {
    auto outcome = c.GetObject(r); //~ source(NETWORK) f4, capability(NETWORK)
    std::string line;
    std::getline(outcome.GetResult().GetBody(), line);
    system(line.c_str()); //~ sink(exec.command) f4, finding(traced) f4
}

void put_constants(Aws::S3::S3Client &c, Aws::S3::Model::GetObjectRequest g) {
    Aws::S3::Model::PutObjectRequest r;
    r.SetBucket("bucket"); //~ ok
    r.SetKey("key"); //~ ok
    r.SetBody(Aws::MakeShared<Aws::StringStream>("tag", "x")); //~ ok
    c.PutObject(r); //~ ok
    c.GetObject(g).GetResult(); //~ ok
}

void transfer(Aws::Transfer::TransferManager &m) {
    m.UploadFile("/etc/hosts", "bucket-tm-collector", "k", "text/plain", {}); //~ source(FILE) f6, sink(egress.cloud) f6, finding(traced) f6, capability(NETWORK), capability(FILES)
    auto later = m.UploadFile; //~ ok
}

void queue(Aws::SQS::SQSClient &c) {
    Aws::SQS::Model::SendMessageRequest r;
    r.SetMessageBody(getenv("T")); //~ source(ENVIRONMENT) f7
    c.SendMessage(r); //~ sink(egress.cloud) f7, finding(traced) f7, capability(NETWORK)
}

void queue_constant(Aws::SQS::SQSClient &c) {
    Aws::SQS::Model::SendMessageRequest r;
    r.SetMessageBody("x"); //~ ok
    c.SendMessage(r); //~ ok
}

void queue_read(Aws::SQS::SQSClient &c, Aws::SQS::Model::ReceiveMessageRequest r) {
    system(c.ReceiveMessage(r).GetResult().GetMessages()[0].GetBody().c_str()); //~ source(NETWORK) f9, sink(exec.command) f9, finding(traced) f9, capability(NETWORK)
    c.ReceiveMessage(r); //~ ok
}

void environment(int s) {
    send(s, Aws::Environment::GetEnv("T").c_str(), 9, 0); //~ source(ENVIRONMENT) f10, sink(egress.socket) f10, finding(traced) f10, capability(ENVIRONMENT)
    auto t = Aws::Environment::GetEnv("T"); //~ ok
}

void credentials(int s, Aws::Auth::DefaultAWSCredentialsProviderChain &chain) {
    send(s, chain.GetAWSCredentials().GetAWSSecretKey().c_str(), 9, 0); //~ source(CREDENTIAL) f11, sink(egress.socket) f11, finding(traced) f11, capability(CREDENTIALS)
    auto t = chain.GetAWSCredentials(); //~ ok
}

void blob() {
    auto c = Azure::Storage::Blobs::BlobContainerClient("https://az.collector.example/c"); //~ capability(NETWORK), endpoint("https://az.collector.example/c")
    c.GetBlockBlobClient("x").Upload(getenv("T")); //~ source(ENVIRONMENT) f12, sink(egress.cloud) f12, finding(traced) f12, capability(NETWORK)
}

void blob_of_service(Azure::Storage::Blobs::BlobServiceClient &service) {
    auto c = service.GetBlobContainerClient("c");
    c.GetBlockBlobClient("x").Upload(getenv("T")); //~ source(ENVIRONMENT) f13, sink(egress.cloud) f13, finding(traced) f13
}

void blob_memory(Azure::Storage::Blobs::BlockBlobClient &c) {
    Azure::Core::IO::MemoryBodyStream stream(getenv("T"), 9); //~ source(ENVIRONMENT) f14
    c.Upload(stream); //~ sink(egress.cloud) f14, finding(traced) f14
}

void blob_file_stream(Azure::Storage::Blobs::BlockBlobClient &c) {
    Azure::Core::IO::FileBodyStream stream("/etc/hosts"); //~ source(FILE) f15, capability(FILES)
    c.Upload(stream); //~ sink(egress.cloud) f15, finding(traced) f15
}

void blob_file(Azure::Storage::Blobs::BlockBlobClient &c) {
    c.UploadFrom("/etc/hosts"); //~ source(FILE) f16, sink(egress.cloud) f16, finding(traced) f16, capability(NETWORK), capability(FILES)
    auto later = c.UploadFrom; //~ ok
}

void blob_down(Azure::Storage::Blobs::BlockBlobClient &c) {
    char b[64];
    c.DownloadTo(b, 64); //~ source(NETWORK) f17, capability(NETWORK)
    system(b); //~ sink(exec.command) f17, finding(traced) f17
    c.DownloadTo(b, 64); //~ ok
}

void blob_constants(Azure::Storage::Blobs::BlobServiceClient &service) {
    auto c = Azure::Storage::Blobs::BlobContainerClient("https://az.collector.example/c"); //~ ok
    auto d = service.GetBlobContainerClient("c"); //~ ok
    Azure::Core::IO::MemoryBodyStream stream("x", 1); //~ ok
    Azure::Core::IO::FileBodyStream file("/etc/hosts"); //~ ok
    d.GetBlockBlobClient("x").Upload(stream); //~ ok
}

void blob_old(azure::storage::cloud_block_blob &b) {
    b.upload_text(getenv("T")); //~ source(ENVIRONMENT) f19, sink(egress.cloud) f19, finding(traced) f19, capability(NETWORK)
    b.upload_text("x"); //~ ok
}

void object(google::cloud::storage::Client &c) {
    c.InsertObject("gcs-bucket-collector", "o", getenv("T")); //~ source(ENVIRONMENT) f20, sink(egress.cloud) f20, finding(traced) f20, capability(NETWORK)
    c.InsertObject("gcs-bucket-collector", "o", "x"); //~ ok
}

void object_stream(google::cloud::storage::Client &c) {
    auto out = c.WriteObject("b", "o");
    out << getenv("T"); //~ source(ENVIRONMENT) f21, sink(egress.cloud) f21, finding(traced) f21, capability(NETWORK)
    out.write("x", 1); //~ ok
}

void object_file(google::cloud::storage::Client &c) {
    c.UploadFile("/etc/hosts", "b", "o"); //~ source(FILE) f22, sink(egress.cloud) f22, finding(traced) f22, capability(NETWORK), capability(FILES)
    auto later = c.UploadFile; //~ ok
}

void object_read(google::cloud::storage::Client &c) {
    auto in = c.ReadObject("b", "o"); //~ source(NETWORK) f23, capability(NETWORK)
    std::string line;
    std::getline(in, line);
    system(line.c_str()); //~ sink(exec.command) f23, finding(traced) f23
    c.ReadObject("b", "o"); //~ ok
}

void topic(google::cloud::pubsub::Publisher &p) {
    p.Publish(google::cloud::pubsub::MessageBuilder().SetData(getenv("T")).Build()); //~ source(ENVIRONMENT) f24, sink(egress.message) f24, finding(traced) f24, capability(NETWORK)
    p.Publish(google::cloud::pubsub::MessageBuilder().SetData("x").Build()); //~ ok
}
