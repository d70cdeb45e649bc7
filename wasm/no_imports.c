/* no_imports.c: what libc and Abseil would otherwise import from the host, defined here.
 *
 * Nothing here does anything: the module has no files, clock, environment or randomness, so writes
 * go nowhere, reads of the clock give 0, and an exit is a trap. A trap poisons the instance, which
 * the loader reports as "could not be read". The prototypes must be exactly the header's: a call
 * through another type is itself a trap.
 */
#include <emscripten/em_asm.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
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
