class A { void f( { send(x;
namespace { int g( }
template <class T void h() { x.y<3 }
