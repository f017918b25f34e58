import Foundation
import WengertCode

extension Toolchain {
  static let c = Toolchain(
    language: .c, command: "cc",
    compile: { files in
      ["-std=c11", "-Wall", "-Wextra", "-pedantic", "-Werror", "-o", "program"] + files + ["-lm"]
    },
    driver: { functions in
      let prototypes = functions.map { function in
        let parameters =
          Array(repeating: "const double *", count: function.takesSeed ? 2 : 1)
          + Array(repeating: "double *", count: function.derivative == .primal ? 1 : 2)
        return "void \(function.name)(\(parameters.joined(separator: ", ")));"
      }
      let rows = functions.map { function in
        "{\(function.kind), \(function.inputs), \(function.outputs), (any)\(function.name)},"
      }
      return """
        #include <inttypes.h>
        #include <stdio.h>
        #include <string.h>
        typedef void (*any)(void);
        typedef void (*primal)(const double *, double *);
        typedef void (*unseeded)(const double *, double *, double *);
        typedef void (*derivative)(const double *, const double *, double *, double *);
        \(prototypes.joined(separator: "\n"))
        static const struct { int kind, inputs, outputs; any function; } table[] = {
        \(rows.joined(separator: "\n"))
        };
        static double memory[4][4096];
        static void take(double *values, int count) {
          for (int i = 0; i < count; i++) {
            uint64_t bits;
            if (scanf("%" SCNx64, &bits) == 1) memcpy(values + i, &bits, 8);
          }
        }
        static void give(const double *values, int count) {
          for (int i = 0; i < count; i++) {
            uint64_t bits;
            memcpy(&bits, values + i, 8);
            printf("%016" PRIx64 " ", bits);
          }
        }
        int main(void) {
          int index;
          while (scanf("%d", &index) == 1) {
            int kind = table[index].kind, n = table[index].inputs, m = table[index].outputs;
            take(memory[0], n);
            if (kind == 1 || kind == 2) take(memory[1], kind == 1 ? n : m);
            if (kind == 3) ((unseeded)table[index].function)(memory[0], memory[2], memory[3]);
            else if (kind == 0) ((primal)table[index].function)(memory[0], memory[2]);
            else ((derivative)table[index].function)(memory[0], memory[1], memory[2], memory[3]);
            give(memory[2], m);
            if (kind != 0) give(memory[3], kind == 1 ? m : kind == 2 ? n : m * n);
            printf("\\n");
          }
        }
        """
    })

  static let python = Toolchain(
    language: .python, command: "python3", compile: nil,
    driver: { functions in
      let rows = functions.map {
        "(\"\($0.file)\", \"\($0.name)\", \($0.kind), \($0.inputs)),"
      }
      return """
        import struct, sys
        table = [
        \(rows.joined(separator: "\n"))
        ]
        files = {}
        for file, name, kind, count in table:
            if file not in files:
                files[file] = {}
                with open(file, "rb") as handle:
                    exec(compile(handle.read(), file, "exec"), files[file])
        for line in sys.stdin:
            words = line.split()
            file, name, kind, count = table[int(words[0])]
            values = [struct.unpack(">d", bytes.fromhex(word))[0] for word in words[1:]]
            try:
                if kind == 0:
                    result = files[file][name](values)
                elif kind == 3:
                    y, derivative = files[file][name](values)
                    result = y + derivative
                else:
                    y, derivative = files[file][name](values[:count], values[count:])
                    result = y + derivative
                print(" ".join(struct.pack(">d", value).hex() for value in result))
            except (ValueError, OverflowError, ZeroDivisionError):
                print("raised")
        """
    })

  static let javascript = Toolchain(
    language: .javascript, command: "node", compile: nil,
    driver: { functions in
      let rows = functions.map {
        "[\"\($0.file)\", \"\($0.name)\", \($0.kind), \($0.inputs)],"
      }
      return """
        const fs = require("fs"), vm = require("vm");
        const table = [
        \(rows.joined(separator: "\n"))
        ];
        for (const file of new Set(table.map((row) => row[0]))) {
          vm.runInThisContext('"use strict";\\n' + fs.readFileSync(file, "utf8"), file);
        }
        const view = new DataView(new ArrayBuffer(8));
        const number = (word) => (view.setBigUint64(0, BigInt("0x" + word)), view.getFloat64(0));
        const bits = (value) => {
          view.setFloat64(0, value);
          return view.getBigUint64(0).toString(16).padStart(16, "0");
        };
        const lines = fs.readFileSync(0, "utf8").split("\\n").slice(0, -1).map((line) => {
          const words = line.trim().split(" ");
          const [file, name, kind, count] = table[Number(words[0])];
          const values = words.slice(1).map(number);
          const call = vm.runInThisContext(name);
          const result = kind === 0
            ? call(values)
            : kind === 3 ? [].concat(...call(values)) : [].concat(...call(values.slice(0, count), values.slice(count)));
          return result.map(bits).join(" ") + "\\n";
        });
        fs.writeSync(1, lines.join(""));
        """
    })

  static let swift = Toolchain(
    language: .swift, command: "swiftc",
    compile: { files in ["-Onone", "-wmo", "-o", "program"] + files },
    driver: { functions in
      let rows = functions.map { function in
        switch function.derivative {
        case .primal: "{ _ = $1; return \(function.name)($0) },"
        case .jacobian: "{ _ = $1; let r = \(function.name)($0); return r.y + r.jacobian },"
        case .forward: "{ let r = \(function.name)($0, $1); return r.y + r.yTangent },"
        case .reverse: "{ let r = \(function.name)($0, $1); return r.y + r.xAdjoint },"
        }
      }
      let counts = functions.map { "\($0.inputs)" }.joined(separator: ", ")
      return """
        let table: [([Double], [Double]) -> [Double]] = [
        \(rows.joined(separator: "\n"))
        ]
        let counts = [\(counts)]
        while let line = readLine() {
          let words = line.split(separator: " ")
          let index = Int(words[0])!
          let values = words.dropFirst().map { Double(bitPattern: UInt64($0, radix: 16)!) }
          let result = table[index](
            Array(values.prefix(counts[index])), Array(values.dropFirst(counts[index])))
          print(result.map { String($0.bitPattern, radix: 16) }.joined(separator: " "))
        }
        """
    })
}

extension GeneratedFunction {
  /// The derivative as the drivers know it.
  fileprivate var kind: Int {
    switch derivative {
    case .primal: 0
    case .forward: 1
    case .reverse: 2
    case .jacobian: 3
    }
  }

  /// Whether it has an argument beside the point.
  fileprivate var takesSeed: Bool { derivative == .forward || derivative == .reverse }
}
