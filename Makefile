# make          build, and make the figure and the report of the textbook's function in output/
# make test     install what the tests need, and run them
# make install  build for release and install below PREFIX=/usr/local; DESTDIR= for packagers; docs/install.md
# make uninstall
#               remove what make install wrote below PREFIX
# make archive  the same as an archive in output/, with its SHA-256
# make lint     check the formatting of the sources
# make api      list the public declarations of the libraries again, in docs/api/
# make docs     build the documentation of the libraries as a site, in .build/documentation
# make gallery  make the pictures of output/gallery/ again
# make bench    measure against C by hand and other programs; writes docs/benchmarks.md and docs/benchmarks.json
# make bench-documents
#               measure builds of a site with 500 figures: cold, again, after a change
# make bench-instructions
#               count the instructions of the main loops, which can be compared between machines
# make fuzz     attack one of the ways in with libFuzzer: TARGET=notation MINUTES=5; docs/fuzzing.md
# make soak     draw 10,000 figures in one process and see that it does not grow
# make sanitize run the tests of the libraries under the thread and the address sanitizer
# make clean    remove what was built

SWIFT ?= swift
SUDO := $(shell [ "$$(id -u)" = 0 ] || command -v sudo)

# What the build needs: Graphviz and cmark-gfm as libraries, pkg-config to find them, one font for converters.
APT_BUILD := libgraphviz-dev libcmark-gfm-dev libcmark-gfm-extensions-dev pkg-config fonts-dejavu-core
BREW_BUILD := graphviz cmark-gfm pkg-config
DNF_BUILD := graphviz-devel cmark-gfm-devel pkgconf dejavu-sans-mono-fonts
# What the tests and the gallery run besides: dot, xmllint, rsvg-convert, ninja.
APT_TEST := graphviz libxml2-utils librsvg2-bin ninja-build
BREW_TEST := graphviz librsvg ninja
DNF_TEST := graphviz libxml2 librsvg2-tools ninja-build
# What generated code is compiled and run with; where one stays missing, the tests of its language are left out.
APT_LANGUAGES := gcc libc6-dev nodejs python3
BREW_LANGUAGES := node python3
DNF_LANGUAGES := gcc nodejs python3
# What documents are built with in the tests; where it is missing, those tests are left out.
APT_DOCUMENTS := pandoc
BREW_DOCUMENTS := pandoc
DNF_DOCUMENTS := pandoc
# The browser that reports are tested in, and its driver; elsewhere than on Debian those tests are left out.
APT_BROWSER := chromium chromium-driver

WENGERT = $(SWIFT) run --quiet wengert
# The tool as it is handed on: with Swift's libraries inside where the linker can do that, so it starts in half the time.
# Assertions of the C in it say their file, which is not to name the clone.
RELEASE = $(SWIFT) build -c release $(if $(filter Linux,$(shell uname)),--static-swift-stdlib) \
  -Xcc "-ffile-prefix-map=$(CURDIR)=."
RELEASED = $(or $(TOOL),$(shell $(SWIFT) build -c release --show-bin-path)/wengert)
# What is installed, laid out in a folder that is gone at the end; what tests give may know its folder.
STAGED = stage=$$(mktemp -d) && trap 'rm -rf "$$stage"' EXIT && SWIFT="$(SWIFT)" sh scripts/stage "$(RELEASED)" "$$stage/wengert" \
  $(if $(TOOL),,&& SWIFT="$(SWIFT)" sh scripts/relocatable "$$stage/wengert")

# Where make install puts the tool.
PREFIX ?= /usr/local
DESTDIR ?=
# The tool that is installed: what is built for release, or another one.
TOOL =

.PHONY: demo test install uninstall archive release lint api docs gallery bench bench-documents bench-instructions fuzz soak sanitize clean swift graphviz tools languages documents browser

demo: graphviz
	@$(SWIFT) build --product wengert
	@$(WENGERT) render examples/bishop.expr
	@$(WENGERT) report examples/bishop.expr

test: graphviz tools languages documents browser
	@sh scripts/axe .build/axe
	@sh scripts/hosts .build/hosts
	$(SWIFT) test

install: $(if $(TOOL),,release)
	@$(STAGED) && sh scripts/place "$(SUDO)" "$$stage/wengert" "$(DESTDIR)$(PREFIX)"

uninstall:
	@sh scripts/displace "$(SUDO)" "$(DESTDIR)$(PREFIX)"

archive: $(if $(TOOL),,release)
	@$(STAGED) && python3 scripts/archive "$$stage/wengert" "$(or $(OUTPUT),output)"

release: graphviz
	@$(RELEASE) --product wengert

lint: swift
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests Plugins templates

api: graphviz
	@$(SWIFT) build
	@python3 scripts/api

docs: graphviz
	@SWIFT="$(SWIFT)" sh scripts/docs .build/documentation

gallery: graphviz
	@$(SWIFT) build --product wengert
	@sh scripts/gallery "$$($(SWIFT) build --show-bin-path)/wengert"

bench: graphviz
	@command -v dot >/dev/null || $(MAKE) --no-print-directory tools
	@sh scripts/bench-peers "$(SUDO)"
	@$(RELEASE) --product wengert
	@$(RELEASE) --product wengert-bench
	@"$$($(SWIFT) build -c release --show-bin-path)/wengert-bench" run --date "$$(date +%Y-%m-%d)" \
	  --json docs/benchmarks.json --markdown docs/benchmarks.md
	@echo docs/benchmarks.md

bench-documents: graphviz
	@$(RELEASE) --product wengert
	@$(RELEASE) --product wengert-bench
	@"$$($(SWIFT) build -c release --show-bin-path)/wengert-bench" documents

bench-instructions: graphviz
	@command -v valgrind >/dev/null || sh scripts/install "$(SUDO)" valgrind valgrind valgrind
	@$(SWIFT) build -c release --product wengert-bench
	@sh scripts/bench-instructions "$$($(SWIFT) build -c release --show-bin-path)/wengert-bench"

fuzz: graphviz
	@sh scripts/fuzz "$(or $(TARGET),notation)" "$(or $(MINUTES),5)"

soak: graphviz
	WENGERT_SOAK_FIGURES=10000 $(SWIFT) test --filter 'FuzzTests.*Long use'

sanitize: graphviz
	@sh scripts/sanitize thread
	@sh scripts/sanitize address

clean:
	rm -rf .build

swift:
	@command -v $(SWIFT) >/dev/null || { \
	  echo "error: there is no swift here; get it from https://www.swift.org/install" >&2; exit 1; }

graphviz: swift
	@pkg-config --exists libgvc libcgraph libcmark-gfm 2>/dev/null || sh scripts/install \
	  "$(SUDO)" "$(APT_BUILD)" "$(BREW_BUILD)" "$(DNF_BUILD)"

tools:
	@{ command -v dot && command -v xmllint && command -v rsvg-convert && command -v ninja; } >/dev/null || sh scripts/install \
	  "$(SUDO)" "$(APT_TEST)" "$(BREW_TEST)" "$(DNF_TEST)"

languages:
	@{ command -v cc && command -v node && command -v python3; } >/dev/null \
	  || sh scripts/install "$(SUDO)" "$(APT_LANGUAGES)" "$(BREW_LANGUAGES)" "$(DNF_LANGUAGES)" \
	  || echo "not all of cc, node and python3 are here; code in the languages without one is not run" >&2

documents:
	@command -v pandoc >/dev/null \
	  || sh scripts/install "$(SUDO)" "$(APT_DOCUMENTS)" "$(BREW_DOCUMENTS)" "$(DNF_DOCUMENTS)" \
	  || echo "there is no pandoc here; its filter is not tried with it" >&2

browser:
	@{ command -v chromium && command -v chromedriver; } >/dev/null \
	  || { command -v apt-get >/dev/null && sh scripts/install "$(SUDO)" "$(APT_BROWSER)" "" ""; } \
	  || echo "there is no chromium with chromedriver here; reports are not tested in a browser" >&2
