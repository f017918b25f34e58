import Testing
import WengertDocuments

@Suite struct `Requests as bytes` {
  @Test func `every request comes back from its bytes`() {
    for request in FenceRequest.variants {
      #expect(FenceRequest(canonicalBytes: request.canonicalBytes) == request)
    }
  }

  @Test func `bytes that are cut, longer or changed are no request, or another one`() {
    for request in FenceRequest.variants {
      let bytes = request.canonicalBytes
      for count in 0..<bytes.count {
        #expect(FenceRequest(canonicalBytes: bytes.prefix(count)) == nil)
      }
      #expect(FenceRequest(canonicalBytes: bytes + [0]) == nil)
      for position in bytes.indices {
        var changed = bytes
        changed[position] ^= 0x41
        if let other = FenceRequest(canonicalBytes: changed) {
          #expect(other.canonicalBytes == changed && other != request)
        }
      }
    }
  }
}
