package lang
import ("testing";"os";"strings";"fmt";"time")
func TestExplore(t *testing.T){
 b,_:=os.ReadFile("/tmp/explore.txt")
 now:=time.Date(2026,11,23,12,0,0,0,yakutsk(t))
 tag:=Russian
 for _,l:=range strings.Split(string(b),"\n"){ if l==""{continue}
  if strings.HasPrefix(l,"@"){tag=Tag(l[1:]);continue}
  fmt.Printf("%-60s => %s\n",l,rendered(Understand(l,now,tag,rooms())))
 }
}
