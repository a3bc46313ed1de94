/* Preloaded into a process: moves its wall clock by as many seconds as the file that WALL_CLOCK names holds (eight bytes, in the
   machine's order). The monotonic clock stays true, and so does all waiting. No headers, so that the compiler alone is enough. */

struct timespec { long seconds, nanoseconds; };
struct timeval { long seconds, microseconds; };

extern void *dlsym(void *handle, const char *name);
extern char *getenv(const char *name);
extern int open(const char *path, int flags, ...);
extern void *mmap(void *address, unsigned long length, int protection, int flags, int file, long offset);

#define NEXT ((void *)-1)
#define FAILED ((void *)-1)
#define READ 1
#define SHARED 1
#define REALTIME 0
#define REALTIME_COARSE 5

static volatile long *offset;
static long none;

static long moved(void) {
  if (!offset) {
    const char *path = getenv("WALL_CLOCK");
    int file = path ? open(path, 0) : -1;
    void *shared = file < 0 ? FAILED : mmap(0, sizeof none, READ, SHARED, file, 0);
    offset = shared == FAILED ? &none : shared;
  }
  return *offset;
}

int clock_gettime(int clock, struct timespec *now) {
  static int (*next)(int, struct timespec *);
  if (!next) next = dlsym(NEXT, "clock_gettime");
  int result = next(clock, now);
  if (result == 0 && (clock == REALTIME || clock == REALTIME_COARSE)) now->seconds += moved();
  return result;
}

int gettimeofday(struct timeval *now, void *zone) {
  static int (*next)(struct timeval *, void *);
  if (!next) next = dlsym(NEXT, "gettimeofday");
  int result = next(now, zone);
  if (result == 0) now->seconds += moved();
  return result;
}

long time(long *where) {
  struct timespec now;
  clock_gettime(REALTIME, &now);
  if (where) *where = now.seconds;
  return now.seconds;
}
