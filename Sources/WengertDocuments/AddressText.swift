/// Paths as addresses are written.
package enum AddressText {
  /// A path with escapes for the bytes that mean something in an address or could end one; slashes stay.
  package static func encoded(_ path: some StringProtocol) -> String {
    var result = ""
    for byte in path.utf8 {
      let scalar = Unicode.Scalar(byte)
      let isPlain =
        (byte < 0x80 && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)))
        || "-._~/".utf8.contains(byte)
      if isPlain {
        result.unicodeScalars.append(scalar)
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        result += "%" + (digits.count == 1 ? "0" : "") + digits
      }
    }
    return result
  }
}
