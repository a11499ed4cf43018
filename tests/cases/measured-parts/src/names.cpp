#include <cstring>

struct Buffer {
    void strcpy(const char *from);
    char text[64];
};

void fill(Buffer &buffer, const char *from, unsigned long length) {
    std::memcpy(buffer.text, from, length);
    memcpy_s(buffer.text, sizeof buffer.text, from, length);
    buffer.strcpy(from);
}
