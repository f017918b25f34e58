/// The names that generated functions and locals keep away from.
enum ReservedWords {
  private static func words(_ text: String) -> Set<String> {
    Set(text.split(whereSeparator: \.isWhitespace).map(String.init))
  }

  /// Keywords up to C23 and C++20 (files are compiled as either), the functions of the standard library and of
  /// the system's `math.h`, and system calls, which a function of the same name would replace for the whole
  /// program.
  static let c = words(
    """
    alignas alignof and and_eq asm auto bitand bitor bool break case catch char char8_t char16_t char32_t class
    co_await co_return co_yield compl concept const const_cast consteval constexpr constinit continue decltype
    default delete do double dynamic_cast else enum explicit export extern false float for friend goto if inline
    int long mutable namespace new noexcept not not_eq nullptr operator or or_eq private protected public
    register reinterpret_cast requires restrict return short signed sizeof static static_assert static_cast
    struct switch template this thread_local throw true try typedef typeid typename typeof typeof_unqual union
    unsigned using virtual void volatile wchar_t while xor xor_eq
    linux unix i386 main WENGERT_PART

    acos acosh acospi asin asinh asinpi atan atan2 atan2pi atanh atanpi cbrt ceil compoundn copysign cos cosh
    cospi drem erf erfc exp exp10 exp10m1 exp2 exp2m1 expm1 fabs fdim finite floor fma fmax fmaximum fmin
    fminimum fmod fpclassify frexp gamma hypot ilogb isfinite isgreater isgreaterequal isinf isless
    islessequal islessgreater isnan isnormal issignaling isunordered j0 j1 jn ldexp lgamma llogb llrint
    llround log log10 log10p1 log1p log2 log2p1 logb logp1 lrint lround modf nan nearbyint nextafter nextdown
    nexttoward nextup pow pow10 pown powr remainder remquo rint rootn round roundeven rsqrt scalb scalbln
    scalbn signbit signgam significand sin sincos sinh sinpi sqrt tan tanh tanpi tgamma trunc y0 y1 yn
    double_t float_t INFINITY NAN HUGE_VAL EOF NULL

    abort abs access alarm aligned_alloc alloca asctime assert at_quick_exit atexit atof atoi atol atoll bcmp
    bcopy bind brk bsearch bzero cabs cacos calloc carg ccos cexp chdir chmod chown cimag clearerr clock clog
    close conj connect cpow creal creat csin csqrt ctan ctime difftime div dup dup2 environ errno execl execv
    exit fclose fcntl feof ferror ffs fflush fgetc fgetpos fgets fopen fork fprintf fputc fputs fread free
    freopen fscanf fseek fsetpos fstat fsync ftell ftruncate fwrite getc getchar getcwd getenv getopt getpid
    gets gettext gmtime imaxabs index ioctl isalnum isalpha isatty isblank iscntrl isdigit isgraph islower
    isprint ispunct isspace isupper isxdigit kill labs ldiv link listen llabs lldiv localtime longjmp lseek
    malloc mblen mbtowc memchr memcmp memcpy memmove memset mkdir mktime mmap munmap nice offsetof open
    optarg pause perror pipe poll printf putc putchar putenv puts qsort quick_exit raise rand read realloc
    recv remove rename rewind rindex rmdir sbrk scanf select send setbuf setenv setjmp setlocale setvbuf
    shutdown sigaction signal sleep snprintf socket sprintf srand sscanf stat stderr stdin stdout stpcpy
    strcat strchr strcmp strcoll strcpy strcspn strdup strerror strftime strlen strncat strncmp strncpy strndup
    strpbrk strrchr strspn strstr strtod strtof strtok strtol strtoll strtoul strxfrm symlink sync syscall
    sysconf system time times tmpfile tmpnam tolower toupper truncate umask uname ungetc unlink usleep
    utime va_arg va_copy va_end va_start vfork vfprintf vprintf vsnprintf vsprintf wait wcslen write
    """)

  /// Reserved words, also those of strict mode and of modules, the globals of the language, and those of a
  /// browser that a function cannot replace or had better not.
  static let javascript = words(
    """
    abstract arguments as async await boolean break byte case catch char class const continue debugger default
    delete do double else enum eval export extends false final finally float for from function get goto if
    implements import in instanceof int interface let long native new null of package private protected
    public return set short static super switch synchronized this throw throws transient true try typeof
    undefined var void volatile while with yield

    AggregateError Array ArrayBuffer Atomics BigInt BigInt64Array BigUint64Array Boolean DataView Date Error
    EvalError FinalizationRegistry Float32Array Float64Array Function Infinity Int16Array Int32Array Int8Array
    Intl Iterator JSON Map Math NaN Number Object Promise Proxy RangeError ReferenceError Reflect RegExp Set
    SharedArrayBuffer String Symbol SyntaxError TypeError URIError Uint16Array Uint32Array Uint8Array
    Uint8ClampedArray WeakMap WeakRef WeakSet WebAssembly decodeURI decodeURIComponent encodeURI
    encodeURIComponent escape globalThis isFinite isNaN parseFloat parseInt unescape
    constructor hasOwnProperty prototype toString valueOf

    alert blur close closed confirm console crypto document event external fetch focus frames history length
    location menubar name navigator open opener origin parent performance personalbar postMessage print
    prompt queueMicrotask requestAnimationFrame screen scroll scrollbars self setInterval setTimeout
    clearInterval clearTimeout status statusbar stop toolbar top window
    global process require module exports Buffer
    """)

  /// Keywords, soft ones included, the built-in functions and types, and the module that is imported.
  static let python = words(
    """
    False None True and as assert async await break class continue def del elif else except finally for from
    global if import in is lambda nonlocal not or pass raise return try while with yield match case type

    abs aiter all anext any ascii bin bool breakpoint bytearray bytes callable chr classmethod compile complex
    copyright credits delattr dict dir divmod enumerate eval exec exit filter float format frozenset getattr
    globals hasattr hash help hex id input int isinstance issubclass iter len license list locals map max
    memoryview min next object oct open ord pow print property quit range repr reversed round set setattr
    slice sorted staticmethod str sum super tuple vars zip Ellipsis NotImplemented math
    ArithmeticError AssertionError AttributeError BaseException Exception FloatingPointError ImportError
    IndexError KeyError LookupError MemoryError NameError OSError OverflowError RecursionError RuntimeError
    StopIteration SyntaxError SystemError SystemExit TypeError ValueError Warning ZeroDivisionError
    """)

  /// Keywords, the usual types, the functions of the standard library and those of the C library.
  static let swift = words(
    """
    Any Protocol Self Type actor as associatedtype async await borrowing break case catch class consume
    consuming continue copy default defer deinit discard do dynamic each else enum extension fallthrough false
    fileprivate final for func get guard if import in indirect infix init inout internal is lazy let macro
    mutating nil nonisolated nonmutating open operator optional override package postfix precedencegroup
    prefix private protocol public repeat required rethrows return self sending set some static struct
    subscript super switch throw throws true try typealias unowned unsafe var weak where while willSet didSet

    Array Bool Character Data Date Dictionary Double Error Float Float16 Float80 Foundation Int Int16 Int32
    Int64 Int8 Never Optional Range Result Sendable Set String Swift Task UInt UInt16 UInt32 UInt64 UInt8 URL
    Void abs assert assertionFailure debugPrint dump fatalError getVaList isKnownUniquelyReferenced
    max min numericCast precondition preconditionFailure print readLine repeatElement sequence stride swap
    transcode type unsafeBitCast unsafeDowncast withExtendedLifetime withUnsafeBytes withUnsafePointer
    withoutActuallyEscaping zip

    acos acosh asin asinh atan atan2 atanh cbrt ceil copysign cos cosh erf erfc exp exp10 exp2 expm1 fabs fdim
    floor fma fmax fmin fmod frexp gamma hypot ilogb isfinite isinf isnan isnormal j0 j1 jn ldexp lgamma
    llrint llround log log10 log1p log2 logb lrint lround modf nan nearbyint nextafter pow remainder remquo
    rint round scalb scalbn signbit signgam sin sincos sinh sqrt tan tanh tgamma trunc y0 y1 yn
    abort atexit atof atoi close exit free index link main malloc open printf rand random read remove rename
    select sleep system time wait write
    """)
}
