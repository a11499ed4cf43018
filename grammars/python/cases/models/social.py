"""Public services that carry messages: Twitter, Reddit, GitHub, Google Sheets, XMPP."""
import os

import gspread
import praw
import requests
import slixmpp
import tweepy
from github import Github

U = "https://collector.example/u"


def tweeted(auth):
    api = tweepy.API(auth)  #~ capability(NETWORK)
    api.send_direct_message(user="x", text=os.environ["T"])  #~ source(ENVIRONMENT) f1, sink(egress.message) f1, finding(traced) f1
    api.send_direct_message(user="x", text="ping")  #~ ok


def tweeted_constant(auth):
    tweepy.API(auth).update_status("ping")  #~ ok


def tweeted_picture(api: tweepy.API):
    api.media_upload("/etc/passwd")  #~ source(FILE) f2, sink(egress.message) f2, finding(traced) f2
    api.update_with_media("ping.png")  #~ source(FILE) f3, sink(egress.message) f3, finding(traced) f3


def tweeted_no_picture(api: tweepy.API, data):
    return api.media_upload  #~ ok


def tweets(api: tweepy.API):
    for message in api.get_direct_messages():  #~ source(NETWORK) f4
        os.system(message)  #~ sink(exec.command) f4, finding(traced) f4
    requests.post(U, data={"none": api.get_direct_messages() == []})  #~ ok


def posted():
    reddit = praw.Reddit("bot")  #~ capability(NETWORK)
    board = reddit.subreddit("x")
    board.submit("t", selftext=os.environ["T"])  #~ source(ENVIRONMENT) f5, sink(egress.message) f5, finding(traced) f5


def posted_constant():
    board = praw.Reddit("bot").subreddit("x")  #~ ok
    board.submit("t", selftext="ping")  #~ ok


def posts(reddit: praw.Reddit):
    os.system(reddit.submission("x"))  #~ source(NETWORK) f6, sink(exec.command) f6, finding(traced) f6
    reddit.submission("x")  #~ ok


def committed():
    repo = Github("token").get_repo("a/b")  #~ capability(NETWORK)
    repo.create_file("p", "m", os.environ["T"])  #~ source(ENVIRONMENT) f7, sink(egress.cloud) f7, finding(traced) f7
    repo.create_file("p", "m", "ping")  #~ ok


def committed_constant():
    Github("token").get_user().get_repo("b").create_file("p", "m", "ping")  #~ ok
    Github("token").get_repo("a/b")  #~ ok


def contents():
    repo = Github("token").get_repo("a/b")
    os.system(repo.get_contents("task"))  #~ source(NETWORK) f8, sink(exec.command) f8, finding(traced) f8
    repo.get_contents("task")  #~ ok


def noted():
    sheet = gspread.service_account().open("x").sheet1  #~ capability(NETWORK)
    sheet.append_row([os.environ["T"]])  #~ source(ENVIRONMENT) f9, sink(egress.cloud) f9, finding(traced) f9
    sheet.append_row(["ping"])  #~ ok


def noted_elsewhere(client: gspread.Client):
    client.sheet1.update_cell(1, 1, os.environ["T"])  #~ source(ENVIRONMENT) f10, sink(egress.cloud) f10, finding(traced) f10
    client.sheet1.update_cell(1, 1, "ping")  #~ ok


def noted_constant():
    gspread.service_account().open("x")  #~ ok


def notes():
    sheet = gspread.service_account().open("x").worksheet("tasks")
    os.system(sheet.cell(1, 1))  #~ source(NETWORK) f11, sink(exec.command) f11, finding(traced) f11
    sheet.cell(1, 1)  #~ ok


class Bot(slixmpp.ClientXMPP):
    def tell(self):
        self.send_message("a@chat.example", os.environ["T"])  #~ source(ENVIRONMENT) f12, sink(egress.message) f12, finding(traced) f12
        self.send_message("a@chat.example", "ping")  #~ ok
