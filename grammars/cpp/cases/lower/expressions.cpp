void f(std::string a, int n) {
  std::ifstream in(a, std::ios::binary);
  std::string s{"x"}, t = s + "a";
  Foo g(1, 2);
  auto p = std::make_unique<ns::Foo>(1, 2);
  auto q = new Foo(1, 2);
  auto r = new char[10];
  delete q;
  int i = static_cast<int>(3.0) + (int)4;
  auto b = dynamic_cast<Base*>(q);
  std::string raw = R"x(ab)x", w = L"a" "b";
  v[i] = 3;
  std::cout << std::hex << a << std::endl;
  int shifted = n << 3;
  P p2{.x = 1, .y = 2};
  while (std::getline(in, s)) {}
  func<int>(3);
  obj.template get<int>(4);
  p->run(a);
  a::b::Foo<int>::s(1);
  (obj.*fp)(1);
  std::string& ref = s;
  ref = a;
  auto [x, y] = pair;
  "abc"s;
  co_await foo();
  std::string name(a.begin(), a.end());
  out(std::move(name));
  if (auto it = m.find(x); it != m.end()) it->second.foo();
}
