import ArgumentParser
import WengertCode
import WengertDocuments
import WengertDrawing
import WengertNotation
import WengertReport

/// Runs a subcommand; where the input is wrong, prints one message and ends with status 1.
func reportingErrors(_ body: () throws -> Void) throws {
  let text: String
  do {
    return try body()
  } catch let error as NotationError {
    text = error.description
  } catch let error as LayoutError {
    text = "error: \(error)"
  } catch let error as TikZError {
    text = "error: \(error)"
  } catch let error as CodeError {
    text = "error: \(error)"
  } catch let error as ReportError {
    text = error.description
  } catch let error as PandocFilter.FormatError {
    text = "<stdin>: error: \(error.description)"
  } catch let error as MDBook.FormatError {
    text = "<stdin>: error: \(error.description)"
  } catch let error as Failure {
    text = error.description
  }
  Files.message(text)
  throw ExitCode(1)
}
