/* no_imports.c: what libc and Abseil would otherwise import from the host, defined here.
 *
 * Nothing here does anything: the module has no files, clock, environment or randomness, so writes
 * go nowhere, reads of the clock give 0, and an exit is a trap. A trap poisons the instance, which
 * the loader reports as "could not be read". The prototypes must be exactly the header's: a call
 * through another type is itself a trap.
 */
#include <emscripten/em_asm.h>
#include <errno.h>
#include <limits.h>
#include <math.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <wasi/api.h>

__wasi_errno_t __wasi_fd_close(__wasi_fd_t fd) {
  (void)fd;
  return 0;
}

__wasi_errno_t __wasi_fd_seek(__wasi_fd_t fd, __wasi_filedelta_t offset, __wasi_whence_t whence,
                              __wasi_filesize_t* position) {
  (void)fd;
  (void)offset;
  (void)whence;
  *position = 0;
  return 0;
}

__wasi_errno_t __wasi_fd_write(__wasi_fd_t fd, const __wasi_ciovec_t* vectors, size_t count,
                               __wasi_size_t* written) {
  (void)fd;
  __wasi_size_t total = 0;
  for (size_t i = 0; i < count; i++) total += vectors[i].buf_len;
  *written = total;
  return 0;
}

__wasi_errno_t __wasi_fd_read(__wasi_fd_t fd, const __wasi_iovec_t* vectors, size_t count,
                              __wasi_size_t* read) {
  (void)fd;
  (void)vectors;
  (void)count;
  *read = 0;
  return 0;
}

__wasi_errno_t __wasi_environ_sizes_get(__wasi_size_t* count, __wasi_size_t* size) {
  *count = 0;
  *size = 0;
  return 0;
}

__wasi_errno_t __wasi_environ_get(uint8_t** environ, uint8_t* buffer) {
  (void)environ;
  (void)buffer;
  return 0;
}

__wasi_errno_t __wasi_clock_time_get(__wasi_clockid_t clock, __wasi_timestamp_t precision,
                                     __wasi_timestamp_t* time) {
  (void)clock;
  (void)precision;
  *time = 0;
  return 0;
}

_Noreturn void __wasi_proc_exit(__wasi_exitcode_t code) {
  (void)code;
  __builtin_trap();
}

void emscripten_notify_memory_growth(size_t index) { (void)index; }

/* Abseil's stack traces ask the JavaScript around them whether they work: they do not. */
int emscripten_asm_const_int(const char* code, const char* signature, ...) {
  (void)code;
  (void)signature;
  return 0;
}

uintptr_t emscripten_stack_snapshot(void) { return 0; }

uint32_t emscripten_stack_unwind_buffer(uintptr_t pc, void* buffer, uint32_t depth) {
  (void)pc;
  (void)buffer;
  (void)depth;
  return 0;
}

/* Abseil words a message before it stops; there is nowhere to print it. libc's own brings 12 KB of
 * floating-point printing. Nothing else in the module prints by a format. */
int vsnprintf(char* out, size_t size, const char* format, va_list arguments) {
  (void)format;
  (void)arguments;
  if (size > 0) out[0] = '\0';
  return 0;
}

/* nlohmann_json alone reads numbers by the functions below, from text that it has found to be a
 * number. Of one with a fraction or an exponent, or of a large one, the core takes the text and
 * never the value; nlohmann_json asks whether it is finite, and refuses it if not. That and the
 * number's end are looked for here: libc's brings 10 KB of long double arithmetic. The linker puts
 * these where libc's are called (--wrap): to define libc's own names would clash with what libc has
 * beside them.
 */
static int IsDigit(char c) { return c >= '0' && c <= '9'; }

/* Infinity for what is too large for a double, from half a step above the largest on; else 0. */
double __wrap_strtod(const char* restrict text, char** restrict end) {
  static const char kTooLarge[] = "17976931348623158079372897140530"; /* times 10^277 */
  enum { kDigits = sizeof(kTooLarge) - 1, kMaxExponent = 100000000 };
  char digits[kDigits];
  memset(digits, '0', kDigits);
  int count = 0;     /* of digits from the first that is no 0 on */
  int magnitude = 0; /* the number is 0.DIGITS times 10 to this power */
  int fraction = 0;
  if (*text == '-') text++;
  for (; IsDigit(*text) || *text == '.'; text++) {
    if (*text == '.') {
      fraction = 1;
    } else if (count > 0 || *text != '0') {
      if (count < kDigits) digits[count] = *text;
      count++;
      magnitude += !fraction;
    } else {
      magnitude -= fraction;
    }
  }
  if (*text == 'e' || *text == 'E') {
    text++;
    const int negative = *text == '-';
    if (negative || *text == '+') text++;
    int exponent = 0;
    for (; IsDigit(*text); text++) {
      if (exponent < kMaxExponent) exponent = exponent * 10 + (*text - '0');
    }
    magnitude += negative ? -exponent : exponent;
  }
  *end = (char*)text;
  const int too_large =
      magnitude > 309 || (magnitude == 309 && memcmp(digits, kTooLarge, kDigits) >= 0);
  return count > 0 && too_large ? HUGE_VAL : 0;
}

/* Decimal digits; above `most` as libc has it. */
static unsigned long long ReadDigits(const char* text, char** end, unsigned long long most) {
  unsigned long long value = 0;
  for (; IsDigit(*text); text++) {
    const unsigned digit = (unsigned)(*text - '0');
    if (value > (most - digit) / 10) {
      errno = ERANGE;
      value = most;
      while (IsDigit(*text)) text++;
      break;
    }
    value = value * 10 + digit;
  }
  *end = (char*)text;
  return value;
}

unsigned long long __wrap_strtoull(const char* restrict text, char** restrict end, int base) {
  (void)base;
  return ReadDigits(text, end, ULLONG_MAX);
}

long long __wrap_strtoll(const char* restrict text, char** restrict end, int base) {
  (void)base;
  if (*text != '-') return (long long)ReadDigits(text, end, LLONG_MAX);
  return (long long)(0 - ReadDigits(text + 1, end, LLONG_MAX + 1ULL));
}
