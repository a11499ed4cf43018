#include <X11/Xlib.h>
#include <alsa/asoundlib.h>
#include <stdlib.h>
#include <sys/socket.h>

void sent_XGetImage_1(Display *dpy, Window w, int s) {
    XImage *image = XGetImage(dpy, w, 0, 0, 10, 10, -1, 2); //~ source(SCREEN) d1, capability(SCREEN)
    send(s, image->data, 10, 0); //~ sink(egress.socket) d1, finding(traced) d1
}

void kept_XGetImage_1(Display *dpy, Window w) {
    XImage *image = XGetImage(dpy, w, 0, 0, 10, 10, -1, 2); //~ ok
}

void sent_XShmGetImage_2(Display *dpy, Window w, XImage *image, int s) {
    XShmGetImage(dpy, w, image, 0, 0, -1); //~ source(SCREEN) d2, capability(SCREEN)
    send(s, image->data, 10, 0); //~ sink(egress.socket) d2, finding(traced) d2
}

void kept_XShmGetImage_2(Display *dpy, Window w, XImage *image) {
    XShmGetImage(dpy, w, image, 0, 0, -1); //~ ok
}

void sent_xcb_get_image_reply_3(void *c, int s) {
    void *image = xcb_get_image_reply(c, 0, NULL); //~ source(SCREEN) d3, capability(SCREEN)
    send(s, image, 10, 0); //~ sink(egress.socket) d3, finding(traced) d3
}

void kept_xcb_get_image_reply_3(void *c) {
    void *image = xcb_get_image_reply(c, 0, NULL); //~ ok
}

void sent_gdk_pixbuf_get_from_window_4(void *w, int s) {
    void *image = gdk_pixbuf_get_from_window(w, 0, 0, 10, 10); //~ source(SCREEN) d4, capability(SCREEN)
    send(s, image, 10, 0); //~ sink(egress.socket) d4, finding(traced) d4
}

void kept_gdk_pixbuf_get_from_window_4(void *w) {
    void *image = gdk_pixbuf_get_from_window(w, 0, 0, 10, 10); //~ ok
}

void sent_XQueryKeymap_5(Display *dpy, int s) {
    char keys[32];
    XQueryKeymap(dpy, keys); //~ source(KEYSTROKE) d5, capability(KEYBOARD)
    send(s, keys, 10, 0); //~ sink(egress.socket) d5, finding(traced) d5
}

void kept_XQueryKeymap_5(Display *dpy) {
    char keys[32];
    XQueryKeymap(dpy, keys); //~ ok
}

void sent_XLookupString_6(XKeyEvent *e, int s) {
    char text[32];
    XLookupString(e, text, sizeof text, NULL, NULL); //~ source(KEYSTROKE) d6, capability(KEYBOARD)
    send(s, text, 10, 0); //~ sink(egress.socket) d6, finding(traced) d6
}

void kept_XLookupString_6(XKeyEvent *e) {
    char text[32];
    XLookupString(e, text, sizeof text, NULL, NULL); //~ ok
}

void sent_XKeysymToString_7(Display *dpy, int s) {
    long key = XKeycodeToKeysym(dpy, 1, 0); //~ source(KEYSTROKE) d7, capability(KEYBOARD)
    send(s, &key, 10, 0); //~ sink(egress.socket) d7, finding(traced) d7
}

void kept_XKeysymToString_7(Display *dpy) {
    long key = XKeycodeToKeysym(dpy, 1, 0); //~ ok
}

void sent_libevdev_next_event_8(void *dev, int s) {
    struct input_event e;
    libevdev_next_event(dev, 1, &e); //~ source(KEYSTROKE) d8, capability(KEYBOARD)
    send(s, &e, 10, 0); //~ sink(egress.socket) d8, finding(traced) d8
}

void kept_libevdev_next_event_8(void *dev) {
    struct input_event e;
    libevdev_next_event(dev, 1, &e); //~ ok
}

void sent_XGetWindowProperty_9(Display *dpy, int *n, int s) {
    char *clip = XFetchBytes(dpy, n); //~ source(CLIPBOARD) d9, capability(CLIPBOARD)
    send(s, clip, 10, 0); //~ sink(egress.socket) d9, finding(traced) d9
}

void kept_XGetWindowProperty_9(Display *dpy, int *n) {
    char *clip = XFetchBytes(dpy, n); //~ ok
}

void sent_gtk_clipboard_wait_for_text_10(void *c, int s) {
    char *clip = gtk_clipboard_wait_for_text(c); //~ source(CLIPBOARD) d10, capability(CLIPBOARD)
    send(s, clip, 10, 0); //~ sink(egress.socket) d10, finding(traced) d10
}

void kept_gtk_clipboard_wait_for_text_10(void *c) {
    char *clip = gtk_clipboard_wait_for_text(c); //~ ok
}

void sent_SDL_GetClipboardText_11(int s) {
    char *clip = SDL_GetClipboardText(); //~ source(CLIPBOARD) d11, capability(CLIPBOARD)
    send(s, clip, 10, 0); //~ sink(egress.socket) d11, finding(traced) d11
}

void kept_SDL_GetClipboardText_11(void) {
    char *clip = SDL_GetClipboardText(); //~ ok
}

void sent_snd_pcm_readi_12(snd_pcm_t *p, int s) {
    char sound[64];
    snd_pcm_readi(p, sound, 10); //~ source(AUDIO) d12, capability(MICROPHONE)
    send(s, sound, 10, 0); //~ sink(egress.socket) d12, finding(traced) d12
}

void kept_snd_pcm_readi_12(snd_pcm_t *p) {
    char sound[64];
    snd_pcm_readi(p, sound, 10); //~ ok
}

void sent_pa_simple_read_13(void *p, int s) {
    char sound[64];
    pa_simple_read(p, sound, sizeof sound, NULL); //~ source(AUDIO) d13, capability(MICROPHONE)
    send(s, sound, 10, 0); //~ sink(egress.socket) d13, finding(traced) d13
}

void kept_pa_simple_read_13(void *p) {
    char sound[64];
    pa_simple_read(p, sound, sizeof sound, NULL); //~ ok
}

void sent_Pa_ReadStream_14(void *p, int s) {
    char sound[64];
    Pa_ReadStream(p, sound, 10); //~ source(AUDIO) d14, capability(MICROPHONE)
    send(s, sound, 10, 0); //~ sink(egress.socket) d14, finding(traced) d14
}

void kept_Pa_ReadStream_14(void *p) {
    char sound[64];
    Pa_ReadStream(p, sound, 10); //~ ok
}

void sent_v4l2_read_15(void *c, int s) {
    void *frame = cvQueryFrame(c); //~ source(CAMERA) d15, capability(CAMERA)
    send(s, frame, 10, 0); //~ sink(egress.socket) d15, finding(traced) d15
}

void kept_v4l2_read_15(void *c) {
    void *frame = cvQueryFrame(c); //~ ok
}

void sent_glReadPixels(int s) {
    char pixels[64];
    glReadPixels(0, 0, 4, 4, 0, 0, pixels); //~ source(SCREEN) d50, capability(SCREEN)
    send(s, pixels, 10, 0); //~ sink(egress.socket) d50, finding(traced) d50
}

void kept_glReadPixels(void) {
    char pixels[64];
    glReadPixels(0, 0, 4, 4, 0, 0, pixels); //~ ok
}

void sent_xcb_query_keymap_reply(void *c, int s) {
    void *keys = xcb_query_keymap_reply(c, 0, 0); //~ source(KEYSTROKE) d51, capability(KEYBOARD)
    send(s, keys, 10, 0); //~ sink(egress.socket) d51, finding(traced) d51
}

void kept_xcb_query_keymap_reply(void *c) {
    void *keys = xcb_query_keymap_reply(c, 0, 0); //~ ok
}

void sent_SDL_GetKeyboardState(int s) {
    const unsigned char *keys = SDL_GetKeyboardState(0); //~ source(KEYSTROKE) d52, capability(KEYBOARD)
    send(s, keys, 10, 0); //~ sink(egress.socket) d52, finding(traced) d52
}

void kept_SDL_GetKeyboardState(void) {
    const unsigned char *keys = SDL_GetKeyboardState(0); //~ ok
}

void sent_read_event(int fd, int s) {
    struct input_event event;
    read(fd, &event, sizeof event); //~ source(KEYSTROKE) e1, capability(KEYBOARD)
    send(s, &event, sizeof event, 0); //~ sink(egress.socket) e1, finding(keystroke-capture, traced) e1
}

void kept_read_event(int fd) {
    struct input_event event;
    read(fd, &event, sizeof event); //~ ok
}

void sent_fread_event(FILE *keys, int s) {
    struct input_event event;
    fread(&event, sizeof event, 1, keys); //~ source(KEYSTROKE) e2, capability(KEYBOARD)
    send(s, &event, sizeof event, 0); //~ sink(egress.socket) e2, finding(keystroke-capture, traced) e2
}

void kept_fread_event(FILE *keys) {
    struct input_event event;
    fread(&event, sizeof event, 1, keys); //~ ok
}
