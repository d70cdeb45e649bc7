/* no_imports.c: what libc and Abseil would otherwise import from the host, defined here.
 *
 * Nothing here does anything: the module has no files, clock, environment or randomness, so writes
 * go nowhere, reads of the clock give 0, and an exit is a trap. A trap poisons the instance, which
 * the loader reports as "could not be read".
 */
#include <stddef.h>
#include <stdint.h>

typedef int32_t wasi_size_t;

int32_t __wasi_fd_close(int32_t fd) {
  (void)fd;
  return 0;
}
int32_t __wasi_fd_seek(int32_t fd, int64_t offset, int32_t whence, int32_t* position) {
  (void)fd;
  (void)offset;
  (void)whence;
  *position = 0;
  return 0;
}

struct io_vector {
  const uint8_t* data;
  wasi_size_t size;
};
int32_t __wasi_fd_write(int32_t fd, const struct io_vector* vectors, wasi_size_t count,
                        wasi_size_t* written) {
  (void)fd;
  wasi_size_t total = 0;
  for (wasi_size_t i = 0; i < count; i++) total += vectors[i].size;
  *written = total;
  return 0;
}
int32_t __wasi_fd_read(int32_t fd, const struct io_vector* vectors, wasi_size_t count,
                       wasi_size_t* read) {
  (void)fd;
  (void)vectors;
  (void)count;
  *read = 0;
  return 0;
}
int32_t __wasi_environ_sizes_get(wasi_size_t* count, wasi_size_t* size) {
  *count = 0;
  *size = 0;
  return 0;
}
int32_t __wasi_environ_get(uint8_t** environ, uint8_t* buffer) {
  (void)environ;
  (void)buffer;
  return 0;
}
int32_t __wasi_clock_time_get(int32_t clock, int64_t precision, int64_t* time) {
  (void)clock;
  (void)precision;
  *time = 0;
  return 0;
}
_Noreturn void __wasi_proc_exit(int32_t code) {
  (void)code;
  __builtin_trap();
}

void emscripten_notify_memory_growth(size_t index) { (void)index; }
