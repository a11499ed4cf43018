#include <string>
namespace a::b {
using std::string;
using namespace std;
namespace fs = std::filesystem;
using X = std::vector<int>;
template<typename T> class Foo : public Base, private ns::Other<T> {
 public:
  Foo(int x, T y) : Base(x), m_{y}, n_(std::move(y)), in_(x, 2) {}
  ~Foo() {}
  virtual void f(const std::string& a, std::string& out) const override;
  static int s() { return 1; }
  int operator()(int x) { return x; }
  operator bool() const { return true; }
  std::ostream& operator<<(std::ostream& o);
  T m_ = make(3);
  std::unique_ptr<Bar> p_;
  enum class E { A, B = 3 };
  enum { C };
  struct Inner { string x; void g() { x = "1"; } };
  Foo(const Foo&) = delete;
};
void Foo::f(const std::string& a, std::string& out) const {
  out = a;
  this->m_ = 3;
  n_ = a;
}
static int g_x = 3;
extern "C" { int cfun(int); }
extern "C" void run() {}
}
a::b::Foo::Foo() : a(1) {}
template<> void ns::spec<int>(int a) {}
std::ostream& operator<<(std::ostream& o, const Foo& f) { return o << f.m_; }
auto h() -> std::string { return ""; }
int Foo::count = 0;
typedef struct { int x; } P;
