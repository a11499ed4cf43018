void f(std::vector<std::string> vec, std::map<int, int> map) {
  std::string s, t;
  auto l = [this, &s, t, z = g(t)](int x) mutable -> int { s += z; return x; };
  l(3);
  use(s);
  for (const auto& e : vec) { t += e; }
  for (const Foo& e : vec) e.run();
  for (auto& [k, v] : map) { t << k << v; }
  try {
    g();
  } catch (const std::exception& e) {
    log(e.what());
    throw;
  } catch (...) {
  }
  throw std::runtime_error("x");
}
task g() { co_yield 1; co_return 2; }
