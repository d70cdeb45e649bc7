/* touchstone.h: the C interface of the WebAssembly module. It imports nothing: no clock, no
 * network, no DOM, no randomness. What it needs to know comes in through these calls.
 *
 * Conventions
 *
 *  (1) Bytes are (pointer, size), never NUL-terminated; text is UTF-8.
 *
 *  (2) The caller gets memory with touchstone_alloc, fills it, passes it, and frees it. Nothing
 *      else changes owner; no call keeps a pointer that was passed in.
 *
 *  (3) A call returns 0, or one of absl's canonical status codes (3: invalid argument, 8: resource
 *      exhausted, 9: failed precondition).
 *
 *  (4) Every call but alloc and free leaves one JSON document in the result slot, for success and
 *      for failure: {"error":{"code":"...","message":"...","where":"..."}}. It stands there until
 *      the next call that writes it.
 *
 *  (5) Days count from 1970-01-01, UTC.
 *
 *  (6) There is one engine for each instance of the module. A trap poisons the instance: drop it,
 *      make a new one, and report "could not be read", never "clean".
 *
 *  (7) Memory may grow in any call: read memory.buffer again after each.
 */
#ifndef TOUCHSTONE_WASM_TOUCHSTONE_H_
#define TOUCHSTONE_WASM_TOUCHSTONE_H_

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* 2. Raised when a call is added or changes. */
uint32_t touchstone_abi_version(void);

/* NULL when there is no memory. */
uint8_t* touchstone_alloc(size_t size);
void touchstone_free(uint8_t* pointer);

/* Loads a built ruleset. On failure the one that was loaded before stays in use.
 * Result: {"format":1,"version":7,"published":"2026-11-20"}. */
int32_t touchstone_load_ruleset(const uint8_t* json, size_t size);

/* First step of a check: what are these bytes? Finds the documents of an MHTML archive, or takes
 * all bytes for the one document, and chooses the charset of each.
 *
 *   transport  the charset of a Content-Type header, or size 0
 *
 * Result: {"archive":false,"url":"","truncated":false,"documents":[
 *          {"encoding":"gbk","bytes":[begin,end],"content_id":"","location":""}]}
 *
 * The page is the first document; those behind it are what its frames may show. The host decodes
 * each with its encoding and passes them all to touchstone_check. For an archive "bytes" are places
 * in a copy, which stands at touchstone_document_data, touchstone_document_size until the next
 * call of touchstone_charset. */
int32_t touchstone_charset(const uint8_t* bytes, size_t size, const uint8_t* transport,
                           size_t transport_size);
const uint8_t* touchstone_document_data(void);
size_t touchstone_document_size(void);

/* Second step: checks a page.
 *
 *   text     the decoded page; for an archive all its documents, in any order
 *   options  {"input":"a.html","encoding":"gbk","url":"https://...","header_url":"","day":18901,
 *            "country":"","truncated":false,"documents":[
 *            {"text":[begin,end],"content_id":"","location":""}]}; only "input" and "day" are
 *            required. "encoding" is the page's. "documents" are as the first step named them, the
 *            page first, with their places in the text; without them all of it is the page.
 *
 * Result: the verdict JSON, one line, the same bytes as the native command writes. */
int32_t touchstone_check(const uint8_t* text, size_t size, const uint8_t* options,
                         size_t options_size);

/* The result slot. */
const uint8_t* touchstone_result_data(void);
size_t touchstone_result_size(void);

#ifdef __cplusplus
}
#endif

#endif /* TOUCHSTONE_WASM_TOUCHSTONE_H_ */
