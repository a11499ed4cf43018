// Streams and bitmaps that fields keep: what one method makes two names of one thing is so for all methods.
#include <windows.h>
#include <winsock2.h>

class Screen {
    HDC desk_, memory_;
    HBITMAP bitmap_;
    void *bits_;
    unsigned char *packet_;

public:
    void prepare() {
        desk_ = GetDC(NULL);
        memory_ = CreateCompatibleDC(desk_);
        bitmap_ = ::CreateDIBSection(desk_, NULL, DIB_RGB_COLORS, &bits_, NULL, NULL);
        ::SelectObject(memory_, bitmap_);
        packet_ = new unsigned char[1000];
    }
    void draw(HDC to, HDC from) {
        BitBlt(to, 0, 0, 8, 8, from, 0, 0, SRCCOPY); //~ source(SCREEN) drawn
    }
    unsigned char *next() {
        draw(memory_, desk_);
        memcpy(1 + packet_, bits_, 900);
        return packet_;
    }
};

void shown(SOCKET s) {
    Screen *screen = new Screen();
    screen->prepare();
    send(s, (char *)screen->next(), 900, 0); //~ sink(egress.socket) drawn, finding(screen-capture, ambiguous) drawn
}

class Blank {
    HDC desk_, memory_;
    HBITMAP bitmap_, other_;
    void *bits_;

public:
    void prepare() {
        desk_ = GetDC(NULL);
        memory_ = CreateCompatibleDC(desk_);
        other_ = CreateCompatibleBitmap(desk_, 8, 8);
        bitmap_ = CreateDIBSection(desk_, NULL, DIB_RGB_COLORS, &bits_, NULL, NULL);
        SelectObject(memory_, other_);
    }
    void draw() {
        BitBlt(memory_, 0, 0, 8, 8, desk_, 0, 0, SRCCOPY); //~ ok
    }
    void *next() { return bits_; }
};

void blank(SOCKET s) {
    Blank *blank = new Blank();
    blank->prepare();
    blank->draw();
    send(s, (char *)blank->next(), 900, 0); //~ ok
}
