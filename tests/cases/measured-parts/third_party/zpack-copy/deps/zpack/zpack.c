int zpack_level_1(int value) { return value + 1; }
int zpack_level_2(int value) { return value + 2; }
int zpack_level_3(int value) { return value + 3; }
int zpack_level_4(int value) { return value + 4; }
int zpack_level_5(int value) { return value + 5; }
int zpack_level_6(int value) { return value + 6; }
