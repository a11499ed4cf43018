// Databases: what is read from them, and what is put into remote ones.
package models

import (
	"context"
	"database/sql"
	"net/http"
	"os"
	"strconv"

	"github.com/jackc/pgx/v5"
	"github.com/jmoiron/sqlx"
	"go.etcd.io/bbolt"
	"go.mongodb.org/mongo-driver/mongo"
	"gorm.io/gorm"
)

const U = "https://collector.example/u?"

func opened() {
	db, _ := sql.Open("sqlite3", "/tmp/t.db") //~ capability(DATABASE)
	var name string
	db.QueryRow("SELECT name FROM users").Scan(&name) //~ source(DATABASE) f1
	http.Get(U + name) //~ sink(egress.http) f1, finding(traced) f1
}

func openedOnly() {
	db, _ := sql.Open("sqlite3", "/tmp/t.db") //~ ok
	db.Close()
}

func queried(db *sql.DB) {
	rows, _ := db.Query("SELECT name FROM users") //~ source(DATABASE) f3, capability(DATABASE)
	var name string
	for rows.Next() {
		rows.Scan(&name)
		http.Get(U + name) //~ sink(egress.http) f3, finding(traced) f3
	}
}

func queriedOnly(db *sql.DB) {
	db.Query("SELECT name FROM users") //~ ok
}

func row(db *sql.DB) {
	var name string
	db.QueryRow("SELECT name FROM users").Scan(&name) //~ source(DATABASE) f5, capability(DATABASE)
	http.Get(U + name) //~ sink(egress.http) f5, finding(traced) f5
}

func rowOnly(db *sql.DB) {
	db.QueryRow("SELECT name FROM users") //~ ok
}

func scanned(db *sql.DB) {
	rows, _ := db.Query("SELECT name FROM users") //~ source(DATABASE) f7
	var name string
	rows.Scan(&name)
	http.Get(U + name) //~ sink(egress.http) f7, finding(traced) f7
}

func scannedConstant(rows *sql.Rows) {
	var name string
	rows.Scan(&name) //~ ok
	http.Get(U + name) //~ ok
}

func rowsError(db *sql.DB) {
	rows, _ := db.Query("SELECT name FROM users")
	http.Get(U + rows.Err().Error()) //~ ok
}

func selected(db *sqlx.DB) {
	var names []string
	db.Select(&names, "SELECT name FROM users") //~ source(DATABASE) f10, capability(DATABASE)
	http.Get(U + names[0]) //~ sink(egress.http) f10, finding(traced) f10
}

func selectedOnly(db *sqlx.DB) {
	db.Select(nil, "SELECT name FROM users") //~ ok
}

func postgres(ctx context.Context) {
	c, _ := pgx.Connect(ctx, "postgres://pg.collector.example/db") //~ capability(NETWORK), endpoint("postgres://pg.collector.example/db")
	c.Exec(ctx, "INSERT INTO t VALUES ($1)", os.Getenv("T")) //~ source(ENVIRONMENT) f12, sink(egress.cloud) f12, finding(traced) f12
}

func postgresConstant(ctx context.Context) {
	c, _ := pgx.Connect(ctx, "postgres://pg.collector.example/db") //~ ok
	c.Exec(ctx, "INSERT INTO t VALUES ($1)", "ping") //~ ok
}

func inserted(c *pgx.Conn, ctx context.Context) {
	c.Exec(ctx, "INSERT INTO t VALUES ($1)", os.Getenv("T")) //~ source(ENVIRONMENT) f14, sink(egress.cloud) f14, finding(traced) f14, capability(DATABASE)
}

func insertedConstant(c *pgx.Conn, ctx context.Context) {
	c.Exec(ctx, "INSERT INTO t VALUES ($1)", "ping") //~ ok
}

func postgresRows(c *pgx.Conn, ctx context.Context) {
	rows, _ := c.Query(ctx, "SELECT name FROM users") //~ source(DATABASE) f16, capability(DATABASE)
	var name string
	rows.Scan(&name)
	http.Get(U + name) //~ sink(egress.http) f16, finding(traced) f16
}

func postgresRowsOnly(c *pgx.Conn, ctx context.Context) {
	c.Query(ctx, "SELECT name FROM users") //~ ok
}

func mongoInserted(c *mongo.Collection, ctx context.Context) {
	c.InsertOne(ctx, map[string]string{"t": os.Getenv("T")}) //~ source(ENVIRONMENT) f18, sink(egress.cloud) f18, finding(traced) f18, capability(DATABASE)
}

func mongoInsertedConstant(c *mongo.Collection, ctx context.Context) {
	c.InsertOne(ctx, "ping") //~ ok
}

func mongoUpdated(c *mongo.Collection, ctx context.Context) {
	c.UpdateOne(ctx, nil, map[string]string{"t": os.Getenv("T")}) //~ source(ENVIRONMENT) f20, sink(egress.cloud) f20, finding(traced) f20, capability(DATABASE)
}

func mongoUpdatedConstant(c *mongo.Collection, ctx context.Context) {
	c.UpdateOne(ctx, nil, "ping") //~ ok
}

func mongoFound(c *mongo.Collection, ctx context.Context) {
	cursor, _ := c.Find(ctx, nil) //~ source(DATABASE) f22, capability(DATABASE)
	var person struct{ Name string }
	cursor.Decode(&person)
	http.Get(U + person.Name) //~ sink(egress.http) f22, finding(traced) f22
}

func mongoFoundOnly(c *mongo.Collection, ctx context.Context) {
	c.Find(ctx, nil) //~ ok
}

func mongoDecoded(c *mongo.Collection, ctx context.Context) {
	cursor, _ := c.Find(ctx, nil) //~ source(DATABASE) f24
	var person struct{ Name string }
	cursor.Decode(&person)
	http.Get(U + person.Name) //~ sink(egress.http) f24, finding(traced) f24
}

func mongoDecodedConstant(cursor *mongo.Cursor) {
	var person struct{ Name string }
	cursor.Decode(&person) //~ ok
	http.Get(U + person.Name) //~ ok
}

func mongoAll(c *mongo.Collection, ctx context.Context) {
	cursor, _ := c.Find(ctx, nil) //~ source(DATABASE) f26
	var names []string
	cursor.All(ctx, &names)
	http.Get(U + names[0]) //~ sink(egress.http) f26, finding(traced) f26
}

func mongoAllConstant(cursor *mongo.Cursor, ctx context.Context) {
	var names []string
	cursor.All(ctx, &names) //~ ok
	http.Get(U + names[0]) //~ ok
}

func kept(b *bbolt.Bucket) {
	b.Put([]byte("t"), []byte(os.Getenv("T"))) //~ source(ENVIRONMENT) f28
	http.Get(U + string(b.Get([]byte("t")))) //~ source(DATABASE) f28b, sink(egress.http) f28, finding(traced) f28, sink(egress.http) f28b, finding(traced) f28b
}

func keptConstant(b *bbolt.Bucket) {
	b.Put([]byte("t"), []byte("ping")) //~ ok
}

func keptValue(b *bbolt.Bucket) {
	http.Get(U + string(b.Get([]byte("t")))) //~ source(DATABASE) f30, sink(egress.http) f30, finding(traced) f30, capability(DATABASE)
}

func keptValueCompared(b *bbolt.Bucket) {
	http.Get(U + strconv.FormatBool(string(b.Get([]byte("t"))) == "1")) //~ ok
}

func gormFound(db *gorm.DB) {
	var person struct{ Name string }
	db.First(&person) //~ source(DATABASE) f32, capability(DATABASE)
	http.Get(U + person.Name) //~ sink(egress.http) f32, finding(traced) f32
}

func gormFoundOnly(db *gorm.DB) {
	db.First(nil) //~ ok
}

func kept(tx *bbolt.Tx) {
	value := tx.Bucket([]byte("b")).Get([]byte("k")) //~ source(DATABASE) f90, capability(DATABASE)
	http.Get(U + string(value)) //~ sink(egress.http) f90, finding(traced) f90
	tx.Bucket([]byte("b")).Get([]byte("k")) //~ ok
}
